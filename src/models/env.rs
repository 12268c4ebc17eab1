//! Where a credential lives: the environment and the region.

values! {
    /// The environment of a team: real people, or a place to try things.
    pub enum Env {
        Production = "production",
        Sandbox = "sandbox",
    }
}

values! {
    /// The region whose servers hold the data of a team.
    pub enum Region {
        Us = "us",
        Eu = "eu",
    }
}

object! { closed
    /// Which credentials a call is about. The API has both in its paths.
    pub struct Scope {
        /// The environment of the teams.
        required env: Env,
        /// The region of the teams.
        required region: Region,
    }
}
