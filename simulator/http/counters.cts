export interface Counters {
	signIns: { accepted: number; refused: number };
	/** By endpoint. */
	requests: Record<string, number>;
	/** The largest number of requests that were being answered at one moment. */
	maxConcurrent: number;
	connections: number;
	/** Connections that completed a TLS handshake. */
	tlsConnections: number;
}

export function zeroCounters(): Counters {
	return {
		signIns: { accepted: 0, refused: 0 },
		requests: {},
		maxConcurrent: 0,
		connections: 0,
		tlsConnections: 0,
	};
}
