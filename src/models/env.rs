//! The environment and the region of a credential.

values! { suggested
    /// The environment of a team: `production` for real people, `sandbox` for tests.
    pub enum Env {
        Production = "production",
        Sandbox = "sandbox",
    }
}

values! { suggested
    /// The region of the servers that store the data of a team.
    pub enum Region {
        Us = "us",
        Eu = "eu",
    }
}

object! { options
    /// An environment and region. The API has both in its paths.
    pub struct Scope {
        /// The environment of the teams.
        required env: Env,
        /// The region of the teams.
        required region: Region,
    }
}
