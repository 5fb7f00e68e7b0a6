use super::*;
use axum::http::HeaderValue;
use proptest::prelude::*;

fn proxies() -> Proxies {
    "10.0.0.0/8, 192.0.2.1,fd00::/8".parse().unwrap()
}

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn headers(lines: &[(&'static str, &[u8])]) -> HeaderMap {
    let line = |(name, value): &(&'static str, &[u8])| {
        (HeaderName::from_static(name), HeaderValue::from_bytes(value).unwrap())
    };
    let mut headers = HeaderMap::new();
    for (name, value) in lines.iter().map(line) {
        headers.append(name, value);
    }
    headers
}

fn seen(peer: &str, lines: &[(&'static str, &str)]) -> String {
    let lines: Vec<_> = lines.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    proxies().client(ip(peer), &headers(&lines)).to_string()
}

#[test]
fn the_rightmost_that_is_no_proxy_counts() {
    const X: &str = "x-forwarded-for";
    const F: &str = "forwarded";
    for (peer, lines, client) in [
        ("10.0.0.7", vec![(X, "203.0.113.5")], "203.0.113.5"),
        ("10.0.0.7", vec![(X, "1.1.1.1, 203.0.113.5, 10.2.3.4")], "203.0.113.5"),
        ("10.0.0.7", vec![(X, "1.1.1.1"), (X, "203.0.113.5")], "203.0.113.5"),
        ("10.0.0.7", vec![(X, "not an address, 203.0.113.5:4711")], "203.0.113.5"),
        ("::ffff:10.0.0.7", vec![(X, "::ffff:203.0.113.5")], "203.0.113.5"),
        ("fd00::1", vec![(X, "[2001:db8::5]:443")], "2001:db8::5"),
        ("10.0.0.7", vec![(F, "for=1.1.1.1, For=\"[2001:db8::5]:4711\";proto=https")], "2001:db8::5"),
        ("10.0.0.7", vec![(F, "for=\"1.1.1.1, for=203.0.113.5;by=10.0.0.7")], "203.0.113.5"),
        ("10.0.0.7", vec![(X, "203.0.113.5"), (F, "for=203.0.113.5")], "203.0.113.5"),
        // All are proxies: the first of them asks.
        ("10.0.0.7", vec![(X, "10.1.1.1, 10.2.2.2")], "10.1.1.1"),
        // Nothing, garbage, two opinions: the peer.
        ("10.0.0.7", vec![], "10.0.0.7"),
        ("10.0.0.7", vec![(X, "203.0.113.5, unknown")], "10.0.0.7"),
        ("10.0.0.7", vec![(X, "203.0.113.5,")], "10.0.0.7"),
        ("10.0.0.7", vec![(F, "for=_hidden")], "10.0.0.7"),
        ("10.0.0.7", vec![(F, "proto=https")], "10.0.0.7"),
        ("10.0.0.7", vec![(F, "for=1.1.1.1;for=203.0.113.5")], "10.0.0.7"),
        ("10.0.0.7", vec![(X, "1.1.1.1"), (F, "for=203.0.113.5")], "10.0.0.7"),
        // Who is no proxy is not believed.
        ("203.0.113.9", vec![(X, "1.1.1.1"), (F, "for=1.1.1.1")], "203.0.113.9"),
    ] {
        assert_eq!(seen(peer, &lines), client, "{peer} {lines:?}");
    }
}

#[test]
fn lists_are_read_or_refused() {
    assert_eq!(proxies().0.len(), 3);
    for wrong in ["", "10.0.0.0/8,", "10.0.0.0/33", "proxy.example.vn", "0.0.0.0/0", "::/0", "10.0.0.1:80"] {
        assert!(wrong.parse::<Proxies>().is_err(), "{wrong}");
    }
}

/// Bytes that a header may hold.
fn value() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![32..127_u8, 128..=255_u8, Just(b','), Just(b'"'), Just(b'.'), b'0'..=b'9'];
    let listed = proptest::collection::vec(any::<IpAddr>(), 0..4)
        .prop_map(|all| all.iter().map(|ip| ip.to_string()).collect::<Vec<_>>().join(", ").into_bytes());
    prop_oneof![proptest::collection::vec(byte, 0..60), listed]
}

proptest! {
    /// Without a believed proxy at the other end, no header says anything.
    #[test]
    fn nobody_chooses_an_address(peer: IpAddr, plain in value(), standard in value()) {
        let headers = headers(&[("x-forwarded-for", &plain), ("forwarded", &standard)]);
        prop_assert_eq!(Proxies::default().client(peer, &headers), peer.to_canonical());
        let proxies = proxies();
        if !proxies.believe(peer.to_canonical()) {
            prop_assert_eq!(proxies.client(peer, &headers), peer.to_canonical());
        }
    }

    /// Whatever somebody sends, the proxy adds the address from which it came, and that counts.
    #[test]
    fn through_a_proxy_the_address_is_what_the_proxy_saw(
        sent in value(), from: IpAddr, twice: bool, standard: bool, inner in 0..3_u8,
    ) {
        let proxies = proxies();
        let from = from.to_canonical();
        prop_assume!(!proxies.believe(from));
        let (name, element) = if standard {
            ("forwarded", match from {
                IpAddr::V4(from) => format!("for={from};proto=https"),
                IpAddr::V6(from) => format!("proto=https;for=\"[{from}]\""),
            })
        } else {
            ("x-forwarded-for", from.to_string())
        };
        let mut added = element;
        for hop in 0..inner {
            added.push_str(&if standard { format!(", for=10.0.0.{hop}") } else { format!(", 10.0.0.{hop}") });
        }
        let headers = if twice {
            headers(&[(name, &sent), (name, added.as_bytes())])
        } else {
            headers(&[(name, &[&sent[..], b", ", added.as_bytes()].concat())])
        };
        prop_assert_eq!(proxies.client(ip("10.0.0.7"), &headers), from);
    }

    /// A header of the other kind, which the proxy passes on as it came, can hide an address and never choose one.
    #[test]
    fn the_other_header_chooses_nothing(sent in value(), from: IpAddr) {
        let proxies = proxies();
        let from = from.to_canonical();
        prop_assume!(!proxies.believe(from));
        let headers = headers(&[("forwarded", &sent), ("x-forwarded-for", from.to_string().as_bytes())]);
        let client = proxies.client(ip("10.0.0.7"), &headers);
        prop_assert!(client == from || client == ip("10.0.0.7"), "{}", client);
    }

    /// Garbage at the right gives the peer.
    #[test]
    fn garbage_gives_the_peer(left in value(), right in "[^,]{0,20}") {
        prop_assume!(address(right.trim()).is_none());
        let line = [&left[..], b", ", right.as_bytes()].concat();
        prop_assume!(HeaderValue::from_bytes(&line).is_ok());
        prop_assert_eq!(proxies().client(ip("10.0.0.7"), &headers(&[("x-forwarded-for", &line)])), ip("10.0.0.7"));
    }
}
