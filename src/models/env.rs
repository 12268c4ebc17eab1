//! The environment and the region of a credential.

values! {
    /// The environment of a team: `production` for real people, `sandbox` for tests.
    pub enum Env {
        Production = "production",
        Sandbox = "sandbox",
    }
}

values! {
    /// The region of the servers that store the data of a team.
    pub enum Region {
        Us = "us",
        Eu = "eu",
    }
}

object! { closed
    /// The environment and region of a call. The API has both in its paths.
    pub struct Scope {
        /// The environment of the teams.
        required env: Env,
        /// The region of the teams.
        required region: Region,
    }
}
