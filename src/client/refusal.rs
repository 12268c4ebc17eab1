//! Reads why the API refused a request. It drops the input, which a 422 response repeats, secrets included.

use super::mask::Mask;
use crate::check::check_answer;
use crate::check::read::Value;
use crate::models::IssueLocation;
use crate::models::schema::Kind;

/// The maximum number of issues that are kept. Nobody reads more.
const MOST_ISSUES: usize = 1000;

/// The maximum number of characters of a detail.
const LONGEST_DETAIL: usize = 1000;

/// One issue of a 422 response, without the input.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiIssue {
    /// The path of the problem, outermost key first: `["body", "team_id"]`.
    pub loc: Vec<IssueLocation>,
    /// A human-readable message.
    pub msg: String,
    /// A machine-readable code, such as `missing`.
    pub code: String,
}

/// The issues of a body that have a valid path, message and code. At most 1,000. Empty for any other body.
pub fn issues_in(body: &[u8], mask: &Mask) -> Vec<ApiIssue> {
    if check_answer(body, &Kind::Json).is_err() {
        return Vec::new();
    }
    let mut issues = Vec::new();
    if let Some(detail) = Value::document(body).member("detail") {
        for complaint in detail.items() {
            if issues.len() < MOST_ISSUES
                && let Some(issue) = issue_in(complaint, mask)
            {
                issues.push(issue);
            }
        }
    }
    issues
}

/// What the body of an error response says in words: its `detail`, which is a text, or an object that holds one. At most
/// 1,000 characters. `None` for any other body.
pub fn detail_in(body: &[u8], mask: &Mask) -> Option<String> {
    check_answer(body, &Kind::Json).ok()?;
    let detail = Value::document(body).member("detail")?;
    let text = detail.string().or_else(|| detail.text("error_message")).or_else(|| detail.text("message"))?;
    // A space in place of a control character may complete a secret.
    Some(beginning(mask.masked(&spaced(mask.masked(&text)))))
}

/// The text with a space in place of each control character.
fn spaced(text: String) -> String {
    let mut spaced = Vec::new();
    for byte in text.into_bytes() {
        match (byte, spaced.last_mut()) {
            (..b' ' | 0x7F, _) => spaced.push(b' '),
            // The control characters from U+0080 to U+009F have two bytes, of which the first is this one.
            (0x80..=0x9F, Some(first @ 0xC2)) => *first = b' ',
            _ => spaced.push(byte),
        }
    }
    String::from_utf8(spaced).unwrap_or_default()
}

/// The first characters of a text, as many as a detail may have.
fn beginning(mut text: String) -> String {
    let begins = |byte: &u8| byte & 0xC0 != 0x80;
    let mut starts = text.bytes().enumerate().filter(|(_, byte)| begins(byte)).skip(LONGEST_DETAIL);
    if let Some((end, _)) = starts.next() {
        text.truncate(end);
    }
    text
}

fn issue_in(complaint: Value<'_>, mask: &Mask) -> Option<ApiIssue> {
    let masked = |value: Option<Value<'_>>| Some(mask.masked(&value?.string()?));
    let mut loc = Vec::new();
    for part in complaint.member("loc").filter(|loc| loc.is_array())?.items() {
        loc.push(match part.whole_number() {
            Some(index) => IssueLocation::Index(Some(index).filter(|index| index.is_finite())?),
            None => IssueLocation::Key(masked(Some(part))?),
        });
    }
    Some(ApiIssue { loc, msg: masked(complaint.member("msg"))?, code: masked(complaint.member("type"))? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issues(body: &str) -> Vec<ApiIssue> {
        let mut mask = Mask::default();
        mask.add("s3cret");
        issues_in(body.as_bytes(), &mask)
    }

    #[test]
    fn a_complaint_keeps_place_text_and_code_without_secrets_and_drops_what_was_sent() {
        let body = r#"{"detail":[{"loc":["body",0,"s3cret"],"msg":"not s3cret","type":"x.s3cret","input":"s3cret"}]}"#;

        let place = vec![
            IssueLocation::Key("body".to_owned()),
            IssueLocation::Index(0.0),
            IssueLocation::Key("***".to_owned()),
        ];
        assert_eq!(
            issues(body),
            [ApiIssue { loc: place, msg: "not ***".to_owned(), code: "x.***".to_owned() }]
        );
    }

    #[test]
    fn complaints_that_are_not_as_described_are_left_out() {
        for body in [
            "",
            "<html>",
            "[]",
            r#"{"detail":"Not authenticated"}"#,
            r#"{"detail":[7,null,{"loc":[]}]}"#,
            r#"{"detail":[{"loc":"body","msg":"m","type":"t"}]}"#,
            r#"{"detail":[{"loc":[0.5],"msg":"m","type":"t"}]}"#,
            r#"{"detail":[{"loc":[1e999],"msg":"m","type":"t"}]}"#,
            r#"{"detail":[{"loc":[],"msg":7,"type":"t"}]}"#,
            r#"{"detail":[{"loc":[],"msg":"m","type":"t"}]"#,
        ] {
            assert_eq!(issues(body), [], "{body}");
        }
    }

    fn detail(body: &str) -> Option<String> {
        let mut mask = Mask::default();
        mask.add("s3cret key");
        detail_in(body.as_bytes(), &mask)
    }

    #[test]
    fn a_detail_is_a_text_or_a_text_in_an_object() {
        for body in [
            r#"{"detail":"not allowed"}"#,
            r#"{"detail":{"error_message":"not allowed","message":"no"}}"#,
            r#"{"detail":{"error_message":7,"message":"not allowed"}}"#,
            r#"{"detail":"no","detail":"not allowed"}"#,
        ] {
            assert_eq!(detail(body).as_deref(), Some("not allowed"), "{body}");
        }
        for body in [
            "",
            "<html>",
            "\"not allowed\"",
            r#"{"message":"not allowed"}"#,
            r#"{"detail":7}"#,
            r#"{"detail":["not allowed"]}"#,
            r#"{"detail":{"reason":"not allowed"}}"#,
            r#"{"detail":"not allowed""#,
        ] {
            assert_eq!(detail(body), None, "{body}");
        }
    }

    #[test]
    fn a_detail_has_no_secret_and_no_control_character() {
        let body = r#"{"detail":"s3cret key, s3cret%20key,\nczNjcmV0IGtleQ==\u0000\u007f\u0085\u00a0ä"}"#;
        assert_eq!(detail(body).as_deref(), Some("***, ***, ***==   \u{a0}ä"));

        assert_eq!(detail(r#"{"detail":"s3cret\nkey"}"#).as_deref(), Some("***"));
    }

    #[test]
    fn a_detail_is_cut_after_a_thousand_characters() {
        let body = format!(r#"{{"detail":"{}"}}"#, "ä😀".repeat(501));

        assert_eq!(detail(&body), Some("ä😀".repeat(500)));
    }

    #[test]
    fn no_more_than_a_thousand_complaints_are_kept() {
        let complaint = r#"{"loc":[],"msg":"m","type":"t"}"#;

        assert_eq!(issues(&format!(r#"{{"detail":[{}]}}"#, [complaint; 1001].join(","))).len(), 1000);
    }
}
