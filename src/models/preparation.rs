//! The steps to take at a provider before a credential is set.

use uuid::Uuid;

use super::provider::PrepareProvider;
use super::text::Open;

object! {
    /// The credential that will be set. This is the body of
    /// `POST /v1/org/{org_id}/prepare_team_custom_credentials/{env}/{region}`.
    pub struct PrepareTeamCustomCredentialsBody {
        /// The team that the credential will belong to.
        required team_id: Uuid,
        /// The provider that the credential will be for.
        required provider: PrepareProvider,
    }
}

values! {
    /// Whether steps at the provider are required.
    pub enum PreparationStatus {
        NoActionNeeded = "no_action_needed",
        PreparationsRequired = "preparations_required",
    }
}

values! {
    /// What a step sets up at the provider: a URL to which users return (`redirect_uri`), a URL that the provider calls
    /// (`webhook_uri`), or an account that may act for the application (`iam_principal`).
    pub enum PreparationStepType {
        RedirectUri = "redirect_uri",
        WebhookUri = "webhook_uri",
        IamPrincipal = "iam_principal",
    }
}

object! {
    /// One step to take at the provider. `PrepareTeamCustomCredentialsResponse` lists these steps.
    pub struct CustomCredentialPreparationStep {
        /// The type of the step.
        required r#type: Open<PreparationStepType>,
        /// Distinguishes several steps of the same type. Null if there is only one.
        required key: Option<String>,
        /// The value to enter at the provider.
        required value: String,
        /// Human-readable text that says where to enter the value.
        required description: Option<String>,
    }
}

object! {
    /// The steps to take at the provider before the credential is set. This is the response of
    /// `POST /v1/org/{org_id}/prepare_team_custom_credentials/{env}/{region}`.
    pub struct PrepareTeamCustomCredentialsResponse {
        /// Whether steps are required.
        required status: Open<PreparationStatus>,
        /// The steps, in the order in which to take them.
        optional preparation_steps: Vec<CustomCredentialPreparationStep>,
    }
}
