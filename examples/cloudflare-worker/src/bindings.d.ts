/** The variables and secrets of the Worker. */

declare namespace Cloudflare {
  interface Env {
    JUNCTION_ORG_ID: string;
    /** The URL of the Management API, for tests. Default: the real API. */
    JUNCTION_BASE_URL?: string;
    /** The origin of the front end, which is also the Worker's own: `https://admin.example.com`. */
    ADMIN_ORIGIN: string;
    /** A secret. */
    JUNCTION_MANAGEMENT_KEY: string;
    /** A secret that callers send as `Authorization: Bearer …`. */
    CALLER_TOKEN: string;
  }
}
