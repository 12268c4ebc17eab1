// The rules that all peers share: the formats of strings, and the keys that identify the shapes of details. The formats
// of the libraries are not used, because they differ: some accept 30 February or a `urn:uuid:`, or require a time zone.

const hex = (digits) => `[0-9A-Fa-f]{${digits}}`;
export const uuid = new RegExp(`^${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}$`);

const leapYear = "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
const monthAndDay = [
  "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])",
  "(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)",
  "02-(?:0[1-9]|1\\d|2[0-8])",
].join("|");
const day = `\\d{4}-(?:${monthAndDay})|${leapYear}-02-29`;
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?";
const zone = "(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)?";
export const dateTime = new RegExp(`^(?:${day})[Tt]${time}${zone}$`);

export const tellingKeys = [
  "fitbit",
  "redirect_uri",
  "data_scopes",
  "project_number",
  "service_account_email",
  "bioreference",
  "labcorp",
  "quest",
  "webhook_secret",
  "getlabs",
  "phlebfinders",
  "sending_facility",
  "sending_application",
  "receiving_facility",
  "receiving_application",
  "client",
];
