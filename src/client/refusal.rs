//! Reads the issues of a 422 response. It drops the input, which such a response repeats, secrets included.

use super::mask::Mask;
use crate::check::check_answer;
use crate::check::read::Value;
use crate::models::IssueLocation;
use crate::models::schema::Kind;

/// The maximum number of issues that are kept. Nobody reads more.
const MOST_ISSUES: usize = 1000;

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

    #[test]
    fn no_more_than_a_thousand_complaints_are_kept() {
        let complaint = r#"{"loc":[],"msg":"m","type":"t"}"#;

        assert_eq!(issues(&format!(r#"{{"detail":[{}]}}"#, [complaint; 1001].join(","))).len(), 1000);
    }
}
