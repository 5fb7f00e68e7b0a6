//! Where random bytes come from.

/// A source of random bytes, so that a test can bring its own.
pub trait Random {
    /// Fills all of `bytes`; every bit of it must be unpredictable.
    fn fill(&mut self, bytes: &mut [u8]);

    /// `N` random bytes.
    fn bytes<const N: usize>(&mut self) -> [u8; N]
    where
        Self: Sized,
    {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

/// The generator of the operating system (OWASP ASVS 5.0, 11.5.1).
#[derive(Debug, Clone, Copy, Default)]
pub struct Os;

impl Random for Os {
    fn fill(&mut self, bytes: &mut [u8]) {
        // It cannot fail on a running system; and a process that handed out predictable tokens would be worse than none.
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}
