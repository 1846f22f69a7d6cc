/** What Prometheus may read. Names no person and no call. */
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

export interface MetricSources {
	pendingBytes: () => number;
	unsettledFacts: () => number;
	unrolledDays: () => number;
	liveClients: () => number;
}

/** Makes the registry of one server; `sources` are read at each scrape. */
export function createMetrics(sources: MetricSources) {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const gauge = (name: string, help: string, read: () => number) =>
		new Gauge({
			name,
			help,
			registers: [registry],
			collect() {
				this.set(read());
			}
		});
	gauge('rexian_pending_bytes', 'Bytes that wait to be committed', sources.pendingBytes);
	gauge('rexian_unsettled_facts', 'Durable facts not yet in the figures', sources.unsettledFacts);
	gauge(
		'rexian_unrolled_days',
		'Days that are over and read from their facts',
		sources.unrolledDays
	);
	gauge('rexian_live_clients', 'Sockets that are open', sources.liveClients);
	const counter = (name: string, help: string) =>
		new Counter({ name, help, registers: [registry] });
	return {
		accepted: counter('rexian_events_accepted_total', 'Events accepted and durable'),
		rejected: counter('rexian_events_rejected_total', 'Lines turned away'),
		text: () => registry.metrics(),
		contentType: registry.contentType
	};
}
export type Metrics = ReturnType<typeof createMetrics>;
