import { type CredentialRef, createCredential } from './credentials.cts';
import type { RestSession } from './rest.cts';

/** The fields of the credential "PBX API" as a user fills them in. */
export interface PbxCredentialData {
	pbx: 'openVoxUc' | 'yeastarV1';
	baseUrl: string;
	username: string;
	password: string;
	dataFormat: 'json' | 'xml';
	apiVersion: string;
	reportPort: number;
	ignoreSslIssues: boolean;
}

type Filled = Pick<PbxCredentialData, 'baseUrl' | 'username' | 'password'> &
	Partial<PbxCredentialData>;

export function createPbxCredential(
	session: RestSession,
	name: string,
	filled: Filled,
): Promise<CredentialRef> {
	const untouched = {
		pbx: 'openVoxUc',
		dataFormat: 'json',
		apiVersion: '',
		reportPort: 8260,
		ignoreSslIssues: false,
	} satisfies Partial<PbxCredentialData>;
	return createCredential(session, {
		name,
		type: 'pbxApi',
		data: { ...untouched, ...filled },
	});
}
