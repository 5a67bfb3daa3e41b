import { serveGrandstreamUcmApi } from '../../../simulator/grandstreamUcmApi.cts';
import { runningClock } from '../../../simulator/clock.cts';
import { extensionSetup, type Office } from '../../../simulator/model/office.cts';
import { serveYeastarPApi } from '../../../simulator/yeastarPApi.cts';
import type { CredentialRef } from '../../n8n/api/credentials.cts';
import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import type { RestSession } from '../../n8n/api/rest.cts';
import { createAsteriskCredential } from '../../proof/asteriskCredential.cts';
import { serveAmi } from '../pbx/amiPbx.cts';
import { InstantPbx } from '../pbx/pbxs.cts';
import type { WatchedPbx } from '../pbx/traffic.cts';
import type { WhisperRequest } from '../pbx/whisperRequests.cts';

export interface OtherPbx extends WatchedPbx {
	/** What the PBX calls the order. */
	order: string;
	credential: CredentialRef;
	close(): Promise<void>;
}

/** Serves a PBX on which every agent of these requests talks to a customer, and makes a credential for it. */
export type OpenPbx = (
	session: RestSession,
	requests: readonly WhisperRequest[],
) => Promise<OtherPbx>;

export const openAsterisk: OpenPbx = async (session, requests) => {
	const pbx = await serveAmi({
		calls: requests.map(({ agent }) => ({
			caller: { number: customer, isExtension: false },
			agent,
		})),
		idle: requests.map(({ supervisor }) => supervisor),
	});
	const credential = await createAsteriskCredential(session, 'Cost: Asterisk', pbx, pbx.account);
	return { ...pbx, order: 'Originate', credential };
};

export const openGrandstreamUcm: OpenPbx = async (session, requests) => {
	const clock = runningClock();
	const pbx = await serveGrandstreamUcmApi(new InstantPbx(officeOf(requests), clock), { clock });
	const credential = await createPbxCredential(session, 'Cost: Grandstream UCM', {
		pbx: 'grandstreamUcm',
		baseUrl: pbx.url,
		...pbx.account,
	});
	return { ...pbx, order: 'callbarge', credential };
};

export const openYeastarP: OpenPbx = async (session, requests) => {
	const clock = runningClock();
	const pbx = await serveYeastarPApi(new InstantPbx(officeOf(requests), clock), { clock });
	const { username, password } = pbx.account;
	const credential = await createPbxCredential(session, 'Cost: Yeastar P-Series', {
		pbx: 'yeastarP',
		baseUrl: pbx.url,
		clientId: username,
		clientSecret: password,
	});
	return { ...pbx, order: 'call/listen', credential };
};

const customer = '0151234567';

function officeOf(requests: readonly WhisperRequest[]): Office {
	return {
		trunk: 'trunk',
		queues: [],
		calls: requests.map(({ agent }) => ({ direction: 'inbound', from: customer, to: agent })),
		extensions: requests.flatMap(({ supervisor, agent }) => [
			extensionSetup({ number: supervisor, name: `Lead ${supervisor}`, monitorMode: 'all' }),
			extensionSetup({ number: agent, name: `Agent ${agent}`, allowBeingMonitored: true }),
		]),
	};
}
