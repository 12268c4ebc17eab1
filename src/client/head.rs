//! Interprets a response before its body is read.

use super::failure::{Failure, Reason};
use super::head_kind::HeadKind;
use super::header_name::HeaderName;
use crate::models::formats::decimal;

/// A response before its body is read.
///
/// Headers are read one by one, because most responses need only two of them.
pub trait Head {
    /// The HTTP status. 0 for a redirect that a browser hides.
    fn status(&self) -> u16;
    /// The `type` of the response of `fetch`.
    fn kind(&self) -> HeadKind;
    /// The value of a header. Empty if the header is absent.
    fn header(&self, name: HeaderName) -> String;
    /// The origin of a `Location` header, resolved against a URL. `None` if it cannot be resolved.
    fn origin_of(&self, location: &str, url: &str) -> Option<String>;
    /// Parses an HTTP date to milliseconds since 1970. NaN if the date is invalid.
    fn time_of(&self, date: &str) -> f64;
}

/// How to read a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// In one piece, because its length is known.
    Whole,
    /// In pieces, until it is longer than the maximum.
    InPieces,
}

/// Whether a status is 2xx.
pub fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Decides how to read the body of a response. `url` is the URL of the request. `None` if the response has a
/// `Content-Length` of more than `max_bytes`.
///
/// # Errors
///
/// A redirect, because redirects are never followed.
pub fn reading(head: &impl Head, url: &str, max_bytes: u32) -> Result<Option<Reading>, Box<Failure>> {
    let kind = head.kind();
    let mut target_origin = None;
    let mut is_redirect = kind == HeadKind::OpaqueRedirect;
    if (300..400).contains(&head.status()) {
        let location = head.header(HeaderName::Location);
        is_redirect |= !location.is_empty();
        target_origin = head.origin_of(&location, url);
    }
    if is_redirect {
        return Err(Box::new(Failure::Network { reason: Reason::Redirected { target_origin } }));
    }
    let length = decimal(head.header(HeaderName::ContentLength).as_bytes());
    if length.is_some_and(|length| length > f64::from(max_bytes)) {
        return Ok(None);
    }
    // For another origin, browsers show the length of a compressed body, but hide that the body is compressed.
    let is_known =
        length.is_some() && kind != HeadKind::Cors && head.header(HeaderName::ContentEncoding).is_empty();
    Ok(Some(if is_known { Reading::Whole } else { Reading::InPieces }))
}

/// Whether a body is a web page. Proxies and login pages send one instead of the API's response.
pub fn is_web_page(head: &impl Head) -> bool {
    let content_type = head.header(HeaderName::ContentType);
    content_type
        .as_bytes()
        .first_chunk()
        .is_some_and(|name: &[u8; 9]| name.eq_ignore_ascii_case(b"text/html"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A response with the values that a test needs.
    #[derive(Debug, Clone, Copy, Default)]
    pub(in crate::client) struct Described {
        pub status: u16,
        pub kind: Option<HeadKind>,
        pub location: Option<&'static str>,
        pub retry_after: Option<&'static str>,
        pub content_length: Option<&'static str>,
        pub content_encoding: Option<&'static str>,
        pub content_type: Option<&'static str>,
    }

    impl Head for Described {
        fn status(&self) -> u16 {
            self.status
        }

        fn kind(&self) -> HeadKind {
            self.kind.unwrap_or(HeadKind::__Invalid)
        }

        fn header(&self, name: HeaderName) -> String {
            let value = match name {
                HeaderName::Location => self.location,
                HeaderName::RetryAfter => self.retry_after,
                HeaderName::ContentLength => self.content_length,
                HeaderName::ContentEncoding => self.content_encoding,
                HeaderName::ContentType => self.content_type,
                HeaderName::__Invalid => None,
            };
            value.unwrap_or_default().to_owned()
        }

        fn origin_of(&self, location: &str, url: &str) -> Option<String> {
            Some(format!("origin of {location} from {url}"))
        }

        fn time_of(&self, date: &str) -> f64 {
            let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
            httpdate::parse_http_date(date)
                .ok()
                .and_then(since)
                .map_or(f64::NAN, |time| time.as_millis() as f64)
        }
    }

    const OK: Described = Described {
        status: 200,
        kind: None,
        location: None,
        retry_after: None,
        content_length: None,
        content_encoding: None,
        content_type: None,
    };

    #[test]
    fn a_redirect_is_a_failure_that_names_the_origin_of_its_target() {
        let redirected = |target_origin: Option<&str>| {
            let target_origin = target_origin.map(str::to_owned);
            Err(Box::new(Failure::Network { reason: Reason::Redirected { target_origin } }))
        };

        for status in [300, 301, 302, 303, 307, 308, 399] {
            let head = Described { status, location: Some("/a"), ..OK };
            assert_eq!(reading(&head, "here", 9), redirected(Some("origin of /a from here")));
        }
        assert_eq!(
            reading(&Described { status: 0, kind: Some(HeadKind::OpaqueRedirect), ..OK }, "here", 9),
            redirected(None)
        );
    }

    #[test]
    fn a_location_means_nothing_with_another_status_and_such_a_status_nothing_without_one() {
        for head in [
            Described { status: 201, location: Some("/a"), ..OK },
            Described { status: 400, location: Some("/a"), ..OK },
            Described { status: 304, ..OK },
        ] {
            assert_eq!(reading(&head, "here", 9), Ok(Some(Reading::InPieces)));
        }
    }

    #[test]
    fn a_body_that_says_how_long_it_is_is_read_in_one_piece() {
        for content_length in ["0", "9", "09"] {
            let head = Described { content_length: Some(content_length), ..OK };
            assert_eq!(reading(&head, "here", 9), Ok(Some(Reading::Whole)), "{content_length}");
        }
    }

    #[test]
    fn a_body_of_unknown_length_is_read_in_pieces() {
        let known = Described { content_length: Some("9"), ..OK };

        for head in [
            OK,
            Described { content_length: Some(""), ..OK },
            Described { content_length: Some("-9"), ..OK },
            Described { content_length: Some("9, 9"), ..OK },
            Described { content_length: Some("0x9"), ..OK },
            Described { content_length: Some(" 9"), ..OK },
            Described { content_encoding: Some("gzip"), ..known },
            Described { kind: Some(HeadKind::Cors), ..known },
        ] {
            assert_eq!(reading(&head, "here", 9), Ok(Some(Reading::InPieces)), "{head:?}");
        }
    }

    #[test]
    fn a_body_that_says_that_it_is_too_long_is_not_read() {
        for content_length in ["10", "010", "99999999999999999999999999"] {
            let head = Described { content_length: Some(content_length), kind: Some(HeadKind::Cors), ..OK };
            assert_eq!(reading(&head, "here", 9), Ok(None), "{content_length}");
        }
    }

    #[test]
    fn a_web_page_is_known_by_its_content_type() {
        for content_type in ["text/html", "Text/HTML; charset=utf-8"] {
            assert!(is_web_page(&Described { content_type: Some(content_type), ..OK }));
        }
        for content_type in ["application/json", "text/plain", "text", ""] {
            assert!(!is_web_page(&Described { content_type: Some(content_type), ..OK }));
        }
        assert!(!is_web_page(&OK));
    }
}
