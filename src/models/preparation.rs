//! What has to be done at a provider before a credential can be set.

use uuid::Uuid;

use super::provider::PrepareProvider;
use super::text::Open;

object! {
    /// Which credential is about to be set: the body of
    /// `POST /v1/org/{org_id}/prepare_team_custom_credentials/{env}/{region}`.
    pub struct PrepareTeamCustomCredentialsBody {
        /// The team that the credential will belong to.
        required team_id: Uuid,
        /// The provider that the credential will be for.
        required provider: PrepareProvider,
    }
}

values! {
    /// Whether anything has to be done at the provider.
    pub enum PreparationStatus {
        NoActionNeeded = "no_action_needed",
        PreparationsRequired = "preparations_required",
    }
}

values! {
    /// What a step sets up at the provider: an address that people return to, an address that the provider calls,
    /// or an account that may act for the application.
    pub enum PreparationStepType {
        RedirectUri = "redirect_uri",
        WebhookUri = "webhook_uri",
        IamPrincipal = "iam_principal",
    }
}

object! {
    /// One thing to do at the provider, of those that a `PrepareTeamCustomCredentialsResponse` lists.
    pub struct CustomCredentialPreparationStep {
        /// What kind of thing this is.
        required r#type: Open<PreparationStepType>,
        /// Which of several of the same type this is. Null where there is one only.
        required key: Option<String>,
        /// What to enter at the provider.
        required value: String,
        /// Where to enter it, for a person to read.
        required description: Option<String>,
    }
}

object! {
    /// What has to be done at the provider before the credential can be set: the answer of
    /// `POST /v1/org/{org_id}/prepare_team_custom_credentials/{env}/{region}`.
    pub struct PrepareTeamCustomCredentialsResponse {
        /// Whether anything has to be done.
        required status: Open<PreparationStatus>,
        /// What has to be done, in this order.
        optional preparation_steps: Vec<CustomCredentialPreparationStep>,
    }
}
