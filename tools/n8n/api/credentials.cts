import { z } from 'zod';
import type { RestSession } from './rest.cts';

export interface CredentialRef {
	id: string;
	name: string;
	type: string;
}

const credentialShape = z.object({ id: z.string(), name: z.string(), type: z.string() });
const withDataShape = credentialShape.extend({ data: z.record(z.unknown()) });
const testResultShape = z.object({ status: z.enum(['OK', 'Error']), message: z.string() });

export type CredentialTestResult = z.infer<typeof testResultShape>;

export function createCredential(
	session: RestSession,
	credential: { name: string; type: string; data: Record<string, unknown> },
): Promise<CredentialRef> {
	return session.post('/rest/credentials', credential, credentialShape);
}

/** The data as the editor gets it: secrets are blanked. */
export async function credentialInEditor(
	session: RestSession,
	ref: CredentialRef,
): Promise<Record<string, unknown>> {
	const path = `/rest/credentials/${ref.id}?includeData=true`;
	const { data } = await session.get(path, withDataShape);
	return data;
}

export async function changeCredential(
	session: RestSession,
	ref: CredentialRef,
	changes: Record<string, unknown>,
): Promise<void> {
	const data = { ...(await credentialInEditor(session, ref)), ...changes };
	await session.patch(`/rest/credentials/${ref.id}`, { ...ref, data }, z.unknown());
}

/** What the Test button of the credential does. */
export async function testCredential(
	session: RestSession,
	ref: CredentialRef,
): Promise<CredentialTestResult> {
	const data = await credentialInEditor(session, ref);
	return session.post('/rest/credentials/test', { credentials: { ...ref, data } }, testResultShape);
}

export function deleteCredential(session: RestSession, ref: CredentialRef): Promise<void> {
	return session.delete(`/rest/credentials/${ref.id}`);
}
