//! Whose address a request has that came through a proxy.

use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, Request, header};
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies that are believed when they say for whom they ask. Without any, no header is read.
///
/// Every proxy adds at the right the address from which it was asked; what stands further left anybody may have written.
/// So the address is the rightmost one that is none of these proxies. Where that place holds no address, or where
/// `X-Forwarded-For` and `Forwarded` (RFC 7239) do not say the same, it is the peer of the connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

/// It is no list of addresses and prefixes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no address and no prefix of a proxy: {0}")]
pub struct NotProxies(String);

/// `10.0.0.7,fd00::/8`: addresses and prefixes, with commas between. A prefix of nothing is refused: it would believe everybody.
impl FromStr for Proxies {
    type Err = NotProxies;

    fn from_str(text: &str) -> Result<Self, NotProxies> {
        let prefix = |typed: &str| {
            let typed = typed.trim();
            let address = typed.parse::<IpAddr>().map(|address| IpNet::from(address.to_canonical()));
            let prefix = address.ok().or_else(|| typed.parse().ok());
            prefix.filter(|prefix| prefix.prefix_len() > 0).ok_or_else(|| NotProxies(typed.to_owned()))
        };
        text.split(',').map(prefix).collect::<Result<_, _>>().map(Self)
    }
}

impl Proxies {
    /// Puts the client's address in the place of that of the proxy, for all who read [`ConnectInfo`].
    pub(crate) fn resolve<B>(&self, request: &mut Request<B>) {
        if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() {
            let client = self.client(peer.ip(), request.headers());
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client, peer.port())));
        }
    }

    /// Who asks, where `peer` is at the other end of the connection.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.believe(peer) {
            return peer;
        }
        let plain = self.rightmost(headers, &X_FORWARDED_FOR, address);
        let standard = self.rightmost(headers, &header::FORWARDED, forwarded_for);
        match (plain, standard) {
            (Said::Client(one), Said::Nothing) | (Said::Nothing, Said::Client(one)) => one,
            (Said::Client(one), Said::Client(other)) if one == other => one,
            _ => peer,
        }
    }

    fn believe(&self, address: IpAddr) -> bool {
        self.0.iter().any(|prefix| prefix.contains(&address))
    }

    /// The rightmost address that is no proxy; where all are proxies, the leftmost: one of them asks for itself. Commas inside
    /// quotes count too: no address has one, and a quote that somebody left open hides nothing to its right.
    fn rightmost(&self, headers: &HeaderMap, name: &HeaderName, read: fn(&str) -> Option<IpAddr>) -> Said {
        let lines: Vec<&[u8]> = headers.get_all(name).iter().map(|line| line.as_bytes()).collect();
        let mut said = Said::Nothing;
        for entry in lines.iter().rev().flat_map(|line| line.rsplit(|byte| *byte == b',')) {
            let Some(address) = std::str::from_utf8(entry).ok().and_then(|entry| read(entry.trim())) else {
                return Said::Garbage;
            };
            said = Said::Client(address);
            if !self.believe(address) {
                break;
            }
        }
        said
    }
}

/// What a header says.
enum Said {
    Nothing,
    Garbage,
    Client(IpAddr),
}

/// `192.0.2.43`, `192.0.2.43:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let bare = bare.parse::<IpAddr>().ok();
    bare.or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip())).map(|ip| ip.to_canonical())
}

/// The one `for` in `for=192.0.2.60;proto=http;by=203.0.113.43` (RFC 7239 §4).
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let mut named = element.split(';').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then_some(value.trim())
    });
    let (value, None) = (named.next()?, named.next()) else { return None };
    address(value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value))
}

#[cfg(test)]
mod tests;
