export interface Counters {
	signIns: { accepted: number; refused: number };
	/** By endpoint. */
	requests: Record<string, number>;
	/** The most requests that were being answered at one moment. */
	mostAtOnce: number;
	connections: number;
	/** Connections that completed a TLS handshake. */
	tlsConnections: number;
}

export function zeroCounters(): Counters {
	return {
		signIns: { accepted: 0, refused: 0 },
		requests: {},
		mostAtOnce: 0,
		connections: 0,
		tlsConnections: 0,
	};
}
