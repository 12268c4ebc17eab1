/** The arrays of known values, whose types contain their values. */

import {
  type AppointmentProvider,
  appointmentProviders,
  type BillingMethod,
  type EHRProvider,
  ehrProviders,
  isKnownSource,
  type KnownSource,
  type Labs,
  type LabsProviders,
  labs,
  type labsProviders,
  type OAuthProviders,
  type Open,
  type oauthProviders,
  type Providers,
  providers,
  type SetProvider,
  type Source,
} from "junction-credentials";
import { expectType, some } from "./expect-type.js";

// Every array has the type of its values.
expectType<Providers>()(some<(typeof providers)[number]>());
expectType<OAuthProviders>()(some<(typeof oauthProviders)[number]>());
expectType<Labs>()(some<(typeof labs)[number]>());
expectType<LabsProviders>()(some<(typeof labsProviders)[number]>());
expectType<AppointmentProvider>()(some<(typeof appointmentProviders)[number]>());
expectType<EHRProvider>()(some<(typeof ehrProviders)[number]>());
expectType<readonly ["hint_health"]>()(ehrProviders);
expectType<"oura">()(providers[0]);
expectType<4>()(appointmentProviders.length);

// The arrays are read-only.
// @ts-expect-error There are no methods that change it.
providers.push("oura");
// @ts-expect-error Elements cannot be assigned.
labs[0] = "quest";

// The types that combine these values.
expectType<SetProvider>()(some<Providers | Labs | LabsProviders | AppointmentProvider>());
expectType<KnownSource>()(some<SetProvider | EHRProvider>());
some<OAuthProviders>() satisfies Providers;
// @ts-expect-error Some providers do not support custom applications.
some<Providers>() satisfies OAuthProviders;

// An open enum offers the known values and accepts all others.
"CM" satisfies Open<BillingMethod>;
"barter" satisfies Open<BillingMethod>;
// @ts-expect-error The enum itself is closed.
"barter" satisfies BillingMethod;

// A known source belongs to a closed enum, so a switch over it can be exhaustive.
const source = some<Source>();
if (isKnownSource(source)) expectType<KnownSource>()(source);
const text = some<string>();
if (isKnownSource(text)) expectType<KnownSource>()(text);
else expectType<string>()(text);
expectType<KnownSource[]>()([text].filter(isKnownSource));
// @ts-expect-error The source must be a string.
isKnownSource(undefined);
