import { z } from 'zod';
import type { CredentialRef } from './credentials.cts';
import type { RestSession } from './rest.cts';

const pageShape = z.object({
	results: z.array(
		z
			.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) })
			.passthrough(),
	),
	paginationToken: z.unknown(),
});

export type ListPage = z.infer<typeof pageShape>;

export interface ListQuestion {
	node: { name: string; version: number };
	/** The parameter with the picker, for example `parameters.supervisor`. */
	path: string;
	method: string;
	credential: CredentialRef;
	parameters?: Record<string, unknown>;
	filter?: string;
	paginationToken?: unknown;
}

/** What a picker of the editor ("From List") asks. */
export function listSearch(session: RestSession, question: ListQuestion): Promise<ListPage> {
	const { id, name, type } = question.credential;
	return session.post(
		'/rest/dynamic-node-parameters/resource-locator-results',
		{
			path: question.path,
			methodName: question.method,
			nodeTypeAndVersion: question.node,
			currentNodeParameters: question.parameters ?? {},
			credentials: { [type]: { id, name } },
			filter: question.filter,
			paginationToken: question.paginationToken,
		},
		pageShape,
	);
}
