import { Bench } from '../asterisk/bench.cts';
import { dialplanContext } from '../asterisk/pbx/dialplan.cts';
import type { ManagerUser } from '../asterisk/pbx/managers.cts';
import { createCredential, type CredentialRef } from '../n8n/api/credentials.cts';
import type { RestSession } from '../n8n/api/rest.cts';

/** The credential "PBX API" for the bench's Asterisk, with the rights that the README asks for. */
export function createAsteriskCredential(
	session: RestSession,
	name: string,
	{ url }: Pick<Bench, 'url'>,
	user: Pick<ManagerUser, 'name' | 'secret'> = Bench.users.n8n,
): Promise<CredentialRef> {
	const { name: username, secret: password } = user;
	return createCredential(session, {
		name,
		type: 'pbxApi',
		data: {
			pbx: 'asterisk',
			baseUrl: url,
			username,
			password,
			dialplanContext,
			tenantPrefix: '',
			ignoreSslIssues: false,
		},
	});
}
