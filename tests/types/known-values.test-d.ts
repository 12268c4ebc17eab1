/** The lists of known values: their types come from what stands in them. */

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

// Every list is its type, value by value.
expectType<Providers>()(some<(typeof providers)[number]>());
expectType<OAuthProviders>()(some<(typeof oauthProviders)[number]>());
expectType<Labs>()(some<(typeof labs)[number]>());
expectType<LabsProviders>()(some<(typeof labsProviders)[number]>());
expectType<AppointmentProvider>()(some<(typeof appointmentProviders)[number]>());
expectType<EHRProvider>()(some<(typeof ehrProviders)[number]>());
expectType<readonly ["hint_health"]>()(ehrProviders);
expectType<"oura">()(providers[0]);
expectType<4>()(appointmentProviders.length);

// Nobody changes them.
// @ts-expect-error No method that changes it.
providers.push("oura");
// @ts-expect-error Nor by an index.
labs[0] = "quest";

// What the positions make of the lists.
expectType<SetProvider>()(some<Providers | Labs | LabsProviders | AppointmentProvider>());
expectType<KnownSource>()(some<SetProvider | EHRProvider>());
some<OAuthProviders>() satisfies Providers;
// @ts-expect-error Not every provider lets customers bring an application.
some<Providers>() satisfies OAuthProviders;

// An open list offers what is known and takes the rest.
"CM" satisfies Open<BillingMethod>;
"barter" satisfies Open<BillingMethod>;
// @ts-expect-error The known ones are these.
"barter" satisfies BillingMethod;

// A source that is known is one of a closed list, and a switch over it can be exhaustive.
const source = some<Source>();
if (isKnownSource(source)) expectType<KnownSource>()(source);
const text = some<string>();
if (isKnownSource(text)) expectType<KnownSource>()(text);
else expectType<string>()(text);
expectType<KnownSource[]>()([text].filter(isKnownSource));
// @ts-expect-error A string, if there is one.
isKnownSource(undefined);
