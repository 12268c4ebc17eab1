// The path of the operations.

export const origin = "https://api.management.junction.com";
export const orgId = "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";
export const template = "/v1/org/{org_id}/team_custom_credentials/{env}/{region}";
export const key = "mg_fake-key";
