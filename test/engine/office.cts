import type { INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';

import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator/simulator.cts';
import { CredentialStore } from './credentialStore.cts';

/** A PBX on which 106 talks to a customer, and the credential that opens it. */
export interface LiveOffice {
	simulator: Simulator;
	credential: CredentialStore;
}

export type Wire = { dataFormat: 'json' | 'xml'; protocol: 'http' | 'https' };

/** Every way in which n8n and the PBX may talk. */
export const wires: Wire[] = [
	{ dataFormat: 'json', protocol: 'http' },
	{ dataFormat: 'json', protocol: 'https' },
	{ dataFormat: 'xml', protocol: 'http' },
	{ dataFormat: 'xml', protocol: 'https' },
];

export const customer = '0151234567';

export async function liveOffice(
	wire: Wire = { dataFormat: 'json', protocol: 'http' },
	options: SimulatorOptions = {},
): Promise<LiveOffice> {
	const simulator = await startSimulator({ protocol: wire.protocol, ...options });
	simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
	return { simulator, credential: new CredentialStore({ data: credentialFor(simulator, wire) }) };
}

export function credentialFor(simulator: Simulator, wire: Partial<Wire> = {}) {
	return {
		pbx: 'openVoxUc',
		baseUrl: simulator.url,
		username: simulator.account.username,
		password: simulator.account.password,
		dataFormat: wire.dataFormat ?? 'json',
		ignoreSslIssues: true,
		sessionToken: '',
	};
}

export function monitor(
	operation: 'whisper' | 'listen' | 'bargeIn',
	supervisor: unknown = '101',
	monitored: unknown = '106',
	options: Record<string, number> = {},
): INodeParameters {
	return {
		resource: 'monitoring',
		operation,
		supervisorExtension: byNumber(supervisor),
		monitoredExtension: byNumber(monitored),
		...startParameters(options),
	};
}

/** What a start takes beside its two extensions; without *Wait for Answer* it is one request. */
export function startParameters({
	fallbackSupervisors = '',
	waitForCall = 0,
	waitForAnswer = 0,
	...options
}: INodeParameters): INodeParameters {
	return { fallbackSupervisors, waitForCall, waitForAnswer, options };
}

/** An extension picker set to "Number". */
export function byNumber(value: unknown): INodeParameterResourceLocator {
	return { __rl: true, mode: 'number', value: value as string };
}
