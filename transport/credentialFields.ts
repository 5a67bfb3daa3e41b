import type { CredentialInput, InputName } from '../pbx/model/failure';

/** What the fields of the credential are called in its panel. */
export const credentialLabels = {
	pbx: 'PBX',
	baseUrl: 'Base URL',
	username: 'User Name',
	password: 'Password',
	dataFormat: 'Data Format',
	apiVersion: 'API Version',
	reportPort: 'Report Port',
	timeZone: 'PBX Time Zone',
	tenantPrefix: 'Tenant Prefix',
	dialplanContext: 'Dialplan Context',
	clientId: 'Client ID',
	clientSecret: 'Client Secret',
	webhookSecrets: 'Webhook Secrets',
	ignoreSslIssues: 'Ignore SSL Issues',
} as const satisfies Record<CredentialInput, string>;

/** Asterisk's own words, where they differ. */
export const managerLabels = {
	username: 'Manager User',
	password: 'Secret',
} as const satisfies Partial<Record<CredentialInput, string>>;

/** The hidden field of the credential that n8n encrypts, stores, and shares with all its workers. */
export const sessionField = 'sessionToken';

/** Marks the request of the credential test; it never goes over the wire. */
export const testMarker = 'x-pbx-credential-test';

/** ms that a sign-in or a query may take, where no node says otherwise. */
export const defaultTimeoutMs = 10_000;

/** Which field of the credential a failure is about; undefined where it is about none. */
export function credentialHint(input: InputName): string | undefined {
	if (!isCredentialInput(input)) return undefined;
	const label = credentialLabels[input];
	// A failure does not say for which kind of PBX it was.
	const name =
		input === 'username' || input === 'password'
			? `'${label}' (Asterisk: '${managerLabels[input]}')`
			: `'${label}'`;
	const verb = input === 'ignoreSslIssues' ? 'Turn on' : 'Check';
	return `${verb} ${name} in the credential.`;
}

function isCredentialInput(input: InputName): input is CredentialInput {
	return Object.hasOwn(credentialLabels, input);
}
