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

/// Which credentials a call is about. The API has both in its paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The environment of the teams.
    pub env: Env,
    /// The region of the teams.
    pub region: Region,
}

impl Scope {
    /// Every scope that there is.
    pub const ALL: [Self; 4] = [
        Self { env: Env::Production, region: Region::Us },
        Self { env: Env::Production, region: Region::Eu },
        Self { env: Env::Sandbox, region: Region::Us },
        Self { env: Env::Sandbox, region: Region::Eu },
    ];
}
