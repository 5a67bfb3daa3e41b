import type { FastifyReply } from 'fastify';
import type { InMemoryPbx } from '../model/inMemory/inMemoryPbx.cts';
import type { ServedApi } from '../servedApi.cts';

/** What a test can do to the simulator; the control interface offers the same. */
export interface Controls extends Omit<ServedApi, 'close' | 'forgetTokens' | 'restarted'> {
	/** Phones, calls and who hears whom. */
	pbx: InMemoryPbx;
	/** Every token is lost; with `pbx` all calls are, too. */
	restart(what: 'apiService' | 'pbx'): void;
}

export function badRequest(reply: FastifyReply, problem: string) {
	return reply.code(400).send({ problem });
}

export function result(reply: FastifyReply, outcome: string) {
	const succeeded = outcome === 'done' || outcome === 'configured';
	return reply.code(succeeded ? 200 : 409).send({ result: outcome });
}
