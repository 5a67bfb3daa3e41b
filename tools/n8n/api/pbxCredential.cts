import { type CredentialRef, createCredential } from './credentials.cts';
import type { RestSession } from './rest.cts';

/** The fields of the credential "PBX API" as a user fills them in. */
export interface PbxCredentialData {
	pbx: 'openVoxUc' | 'yeastarV1' | 'yeastarP' | 'grandstreamUcm';
	baseUrl: string;
	username: string;
	password: string;
	dataFormat: 'json' | 'xml';
	apiVersion: string;
	reportPort: number;
	ignoreSslIssues: boolean;
	clientId: string;
	clientSecret: string;
}

export function createPbxCredential(
	session: RestSession,
	name: string,
	filled: Partial<PbxCredentialData>,
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
