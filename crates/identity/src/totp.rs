//! One-time codes of an authenticator app (TOTP), as a second step of sign-in.
//!
//! RFC 6238 with what every app knows: SHA-1, six digits, steps of 30 seconds, a secret of 160 bits (RFC 4226 §4). A code of
//! the step before or after is taken too, for clocks that differ (RFC 6238 §5.2), and no code is taken twice (OWASP ASVS
//! 5.0, 6.5.1): the store keeps the step that was used last.

use std::fmt;
use std::fmt::Write as _;

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use jiff::Timestamp;
use qrcode::{Color, EcLevel, QrCode};
use subtle::ConstantTimeEq;
use totp_rs::{Builder, Totp};

use crate::Random;

/// Seconds of a step.
const STEP_SECONDS: i64 = 30;

/// What the app and the server share. The store keeps its bytes; they must be readable to check a code.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 20]);

/// A step of 30 seconds, counted from 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(pub i64);

/// Why a code is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is not six digits.
    #[error("a code has six digits")]
    Form,
    /// It is not the code of now.
    #[error("the code is wrong, or the clock of the telephone is")]
    Code,
    /// It was right and has been used: wait for the next.
    #[error("this code has been used, wait for the next one")]
    Used,
}

/// The names cannot be written into a QR code: together they are longer than it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the names of the site and the account are too long for a QR code")]
pub struct NoEnrolment;

impl Secret {
    /// A new one.
    pub fn generate(random: &mut impl Random) -> Self {
        Self(random.bytes())
    }

    /// The 40 hexadecimal digits for the store.
    pub fn to_hex(&self) -> String {
        HEXLOWER.encode(&self.0)
    }

    /// Reads what the store has kept; `None` when it is not 40 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok().map(Self)
    }

    /// For a person who types it into the app: Base32 in groups of four, `ABCD EFGH …`.
    pub fn to_groups(&self) -> String {
        let text = BASE32_NOPAD.encode(&self.0);
        let mut groups = String::with_capacity(text.len() * 5 / 4);
        for (index, letter) in text.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                groups.push(' ');
            }
            groups.push(letter);
        }
        groups
    }

    /// What the app reads: `otpauth://totp/…`, with the name of the site and of the account in it.
    pub fn uri(&self, site: &str, account: &str) -> Result<String, NoEnrolment> {
        // The label is `site:account`: neither may hold a colon.
        let name = |text: &str| text.replace(':', " ");
        Builder::new()
            .with_secret(self.0)
            .with_issuer(Some(name(site)))
            .with_account_name(name(account))
            .build()
            .and_then(|totp| totp.to_url())
            .map_err(|_| NoEnrolment)
    }

    /// The same as a QR code: an `<svg>` element without script or style, to be put into a page as it is.
    pub fn qr_svg(&self, site: &str, account: &str) -> Result<String, NoEnrolment> {
        let code = QrCode::with_error_correction_level(self.uri(site, account)?, EcLevel::M)
            .map_err(|_| NoEnrolment)?;
        Ok(svg(&code))
    }

    /// Checks a code at `now`. `last` is the step that was used last; the one that comes back takes its place in the store,
    /// in the same transaction, before the person is let in.
    pub fn verify(&self, typed: &str, now: Timestamp, last: Option<Step>) -> Result<Step, Wrong> {
        let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(Wrong::Form);
        }
        let totp = self.totp();
        let current = now.as_second().max(0) / STEP_SECONDS;
        let mut answer = Err(Wrong::Code);
        for step in [current - 1, current, current + 1] {
            let Ok(second) = u64::try_from(step * STEP_SECONDS) else { continue };
            let is_equal: bool = totp.generate(second).to_string().as_bytes().ct_eq(digits.as_bytes()).into();
            if is_equal {
                let step = Step(step);
                answer = if last.is_some_and(|last| step <= last) { Err(Wrong::Used) } else { Ok(step) };
            }
        }
        answer
    }

    fn totp(&self) -> Totp {
        // Noncompliant only in what it does not check: lengths and names, which are not used for codes.
        Builder::new().with_secret(self.0).build_noncompliant()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// Black squares on white with the border of four that ISO/IEC 18004 asks for, in a dark page too.
fn svg(code: &QrCode) -> String {
    let width = code.width();
    let side = width + 8;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + 4, y + 4, run.len(), run.len());
            }
            x += run.len();
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// The key of RFC 6238, appendix B; its eight digits end in the six that are used here.
    fn secret() -> Secret {
        Secret(*b"12345678901234567890")
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().verify(code, at(second), None), Ok(Step(second / 30)), "{second}");
        }
    }

    #[test]
    fn one_step_before_and_after_is_taken_two_are_not() {
        let code = "287 082";
        assert_eq!(secret().verify(code, at(89), None), Ok(Step(1)));
        assert_eq!(secret().verify(code, at(1), None), Ok(Step(1)));
        assert_eq!(secret().verify(code, at(90), None), Err(Wrong::Code));
    }

    #[test]
    fn no_code_is_taken_twice_nor_an_older_one() {
        let used = secret().verify("287082", at(59), None).unwrap();
        assert_eq!(secret().verify("287082", at(60), Some(used)), Err(Wrong::Used));
        assert_eq!(secret().verify("287082", at(60), Some(Step(2))), Err(Wrong::Used));
        assert_eq!(secret().verify("287082", at(60), Some(Step(0))), Ok(Step(1)));
    }

    #[test]
    fn what_is_no_code_is_said_to_be_none() {
        for typed in ["", "12345", "1234567", "+12345", "１２３４５６", "12345a"] {
            assert_eq!(secret().verify(typed, at(59), None), Err(Wrong::Form), "{typed}");
        }
    }

    #[test]
    fn a_person_and_an_app_can_read_the_secret() {
        assert_eq!(secret().to_groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            secret().uri("Sáu Rõ: Hải Minh", "binh@haiminh.example").unwrap(),
            "otpauth://totp/S%C3%A1u%20R%C3%B5%20%20H%E1%BA%A3i%20Minh:binh%40haiminh.example\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=S%C3%A1u%20R%C3%B5%20%20H%E1%BA%A3i%20Minh"
        );
        assert_eq!(Secret::from_hex(&secret().to_hex()), Some(secret()));
        assert_eq!(Secret::from_hex(&"0".repeat(38)), None);
        assert_eq!(format!("{:?}", secret()), "Secret(…)");
    }

    /// The picture is read back by another library, from what a browser would draw.
    #[test]
    fn a_camera_reads_the_uri_from_the_picture() {
        let svg = secret().qr_svg("Sáu Rõ", "binh@haiminh.example").unwrap();
        let side: usize = svg.split('"').nth(3).unwrap().split(' ').nth(2).unwrap().parse().unwrap();
        let mut dark = vec![false; side * side];
        for run in svg.rsplit("d=\"").next().unwrap().split('M').skip(1) {
            let numbers: Vec<usize> = run
                .split(|letter: char| !letter.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let [x, y, length, ..] = numbers[..] else { panic!("{run}") };
            dark[y * side + x..][..length].fill(true);
        }
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, |x, y| {
            if dark[y / 4 * side + x / 4] { 0 } else { 255 }
        });
        let (_, text) = picture.detect_grids()[0].decode().unwrap();
        assert_eq!(text, secret().uri("Sáu Rõ", "binh@haiminh.example").unwrap());
    }

    #[test]
    fn names_that_no_picture_holds_are_refused() {
        assert_eq!(secret().qr_svg("Sáu Rõ", &"x".repeat(5000)), Err(NoEnrolment));
    }

    proptest! {
        #[test]
        fn any_text_at_any_time_gets_an_answer(typed: String, second in Timestamp::MIN.as_second()..Timestamp::MAX.as_second()) {
            let _ = secret().verify(&typed, at(second), None);
            let _ = secret().verify("123456", at(second), Some(Step(second)));
            let _ = secret().uri(&typed, &typed);
        }

        #[test]
        fn a_step_is_always_later_than_the_last(second in 0..4_000_000_000_i64, ahead in -90..90_i64) {
            let code = secret().totp().generate(second.try_into().unwrap()).to_string();
            let last = Step(second / 30);
            if let Ok(step) = secret().verify(&code, at((second + ahead).max(0)), Some(last)) {
                prop_assert!(step > last);
            }
        }
    }
}
