//! The lists of providers, and which lists each operation accepts.

use super::text::Open;

values! { of_providers
    /// Wearables, apps and devices that Junction connects to on behalf of a person.
    pub enum Providers {
        Oura = "oura",
        Fitbit = "fitbit",
        Garmin = "garmin",
        Whoop = "whoop",
        Strava = "strava",
        Renpho = "renpho",
        Peloton = "peloton",
        Wahoo = "wahoo",
        Zwift = "zwift",
        FreestyleLibre = "freestyle_libre",
        AbbottLibreview = "abbott_libreview",
        TandemSource = "tandem_source",
        FreestyleLibreBle = "freestyle_libre_ble",
        EightSleep = "eight_sleep",
        Withings = "withings",
        AppleHealthKit = "apple_health_kit",
        Manual = "manual",
        Ihealth = "ihealth",
        GoogleFit = "google_fit",
        BeurerApi = "beurer_api",
        BeurerBle = "beurer_ble",
        Omron = "omron",
        OmronBle = "omron_ble",
        OnetouchBle = "onetouch_ble",
        AccuchekBle = "accuchek_ble",
        ContourBle = "contour_ble",
        Dexcom = "dexcom",
        DexcomV3 = "dexcom_v3",
        Hammerhead = "hammerhead",
        MyFitnessPal = "my_fitness_pal",
        HealthConnect = "health_connect",
        SamsungHealth = "samsung_health",
        Polar = "polar",
        Cronometer = "cronometer",
        Kardia = "kardia",
        WhoopV2 = "whoop_v2",
        Ultrahuman = "ultrahuman",
        MyFitnessPalV2 = "my_fitness_pal_v2",
        MapMyFitness = "map_my_fitness",
        Runkeeper = "runkeeper",
        GoogleHealth = "google_health",
    }
}

values! { of_providers
    /// Providers for which customers can bring their own OAuth application. A listing can be filtered by these, and by
    /// `Labs`.
    pub enum OAuthProviders {
        Oura = "oura",
        Fitbit = "fitbit",
        Garmin = "garmin",
        Strava = "strava",
        Wahoo = "wahoo",
        Ihealth = "ihealth",
        Withings = "withings",
        GoogleFit = "google_fit",
        DexcomV3 = "dexcom_v3",
        Polar = "polar",
        Cronometer = "cronometer",
        Omron = "omron",
        WhoopV2 = "whoop_v2",
        MyFitnessPalV2 = "my_fitness_pal_v2",
        Ultrahuman = "ultrahuman",
        Runkeeper = "runkeeper",
        GoogleHealth = "google_health",
    }
}

values! { of_providers
    /// Laboratories from which Junction orders tests.
    pub enum Labs {
        Ayumetrix = "ayumetrix",
        Spiriplex = "spiriplex",
        Ussl = "ussl",
        Quest = "quest",
        SonoraQuest = "sonora_quest",
        Labcorp = "labcorp",
        Bioreference = "bioreference",
        UsBiotek = "us_biotek",
        Manual = "manual",
        Sanocardio = "sanocardio",
        Ihd = "ihd",
        Nexus = "nexus",
        MyUti = "my_uti",
        Crl = "crl",
        Mtl = "mtl",
    }
}

values! { of_providers
    /// Companies involved in a laboratory order, such as carriers and messaging services.
    pub enum LabsProviders {
        Shippo = "shippo",
        Sanocardio = "sanocardio",
        Supera = "supera",
        Aftership = "aftership",
        Twilio = "twilio",
        Telnyx = "telnyx",
        Mtl = "mtl",
    }
}

values! { of_providers
    /// Companies that send somebody to draw blood, or that draw blood at their own sites.
    pub enum AppointmentProvider {
        Getlabs = "getlabs",
        Phlebfinders = "phlebfinders",
        Quest = "quest",
        SonoraQuest = "sonora_quest",
    }
}

values! { of_providers
    /// Electronic health record systems. The API's description had this list in spring 2026, but not in August 2026.
    pub enum EHRProvider {
        HintHealth = "hint_health",
    }
}

values! { of_providers
    /// The only provider that a listing can be filtered by and that is in neither `OAuthProviders` nor `Labs`.
    pub enum FreestyleLibre {
        FreestyleLibre = "freestyle_libre",
    }
}

any_provider_of! {
    /// The providers that `list` can filter by.
    pub enum ListProvider {
        OAuthProviders,
        Labs,
        FreestyleLibre,
    }
}

any_provider_of! {
    /// The providers that `set` accepts.
    pub enum SetProvider {
        Providers,
        Labs,
        LabsProviders,
        AppointmentProvider,
    }
}

any_provider_of! {
    /// The providers that `prepare` accepts.
    pub enum PrepareProvider {
        Providers,
        Labs,
    }
}

any_provider_of! {
    /// The providers of stored credentials that this version knows.
    pub enum KnownSource {
        Providers,
        Labs,
        LabsProviders,
        AppointmentProvider,
        EHRProvider,
    }
}

/// The provider of a stored credential: one that this version knows, or one that Junction has added since.
#[tsify::declare]
pub type Source = Open<KnownSource>;
