// Starts two calls in the same turn of the event loop, each in its own span, with a `fetch` that creates a child span
// for each request. Prints for each parent span the teams in the requests of its children.

import { trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { JunctionManagement } from "junction-credentials";
import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
const tracer = trace.getTracer("tests");

const api = fakeManagementApi({ credentials: sampleCredentials(12, { teams: 2 }), pageSize: 2 });
const teams = [...new Set(api.credentials.map(({ team_id }) => team_id))];
const junction = new JunctionManagement({
  orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
  managementKey: "mg_test",
  fetch: (url, init) => {
    const team = new URL(url).searchParams.get("team_id");
    return tracer.startActiveSpan(`fetch for ${team}`, (span) =>
      api.fetch(url, init).finally(() => span.end()),
    );
  },
});
const credentials = junction.teamCustomCredentials("sandbox", "us");

await Promise.all(
  teams.map((team) =>
    tracer.startActiveSpan(`call for ${team}`, async (span) => {
      await credentials.list({ team_id: [team] }).toArray({ limit: 9 });
      span.end();
    }),
  ),
);

const spans = exporter.getFinishedSpans();
const nameOf = (id) => spans.find((span) => span.spanContext().spanId === id)?.name;
const fetches = spans.filter(({ name }) => name.startsWith("fetch"));
console.log(
  JSON.stringify(
    fetches.map(({ name, parentSpanContext }) => ({ name, parent: nameOf(parentSpanContext?.spanId) })),
  ),
);
