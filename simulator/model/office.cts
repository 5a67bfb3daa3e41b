import type { NewCall } from './calls.cts';
import type { ExtensionSettings, Phone } from './pbxState.cts';

export interface ExtensionSetup {
	settings: ExtensionSettings;
	phone: Phone;
}

/** Everything that is set up before the first call. */
export interface Office {
	extensions: ExtensionSetup[];
	trunk: string;
	/** `dynamicMembers`: who may sign in; nobody of them is at first. */
	queues: { number: string; members: string[]; dynamicMembers?: string[] }[];
	/** Calls that are there from the start. */
	calls: (NewCall & { heldBy?: string })[];
}

/** One extension with the settings a PBX gives a new one. */
export function extensionSetup(
	settings: Pick<ExtensionSettings, 'number' | 'name'> & Partial<ExtensionSettings>,
	phone: Partial<Phone> = {},
): ExtensionSetup {
	const { number } = settings;
	return {
		settings: {
			type: 'pjsip',
			agentId: '',
			callerId: number,
			email: `${number}@pbx.example`,
			mobile: '',
			language: 'en',
			registerPassword: `SipSecret-${number}-canary`,
			userPassword: `UserSecret-${number}-canary`,
			// Longer than a time in milliseconds: tests search n8n's database for it.
			voicemailPin: `77${number}770077007`,
			maxRegistrations: '3',
			maxDuration: '10800',
			ringTimeout: '30',
			voicemail: 'on',
			voicemailToEmail: 'off',
			forwardOnNoAnswer: 'off',
			forwardOnBusy: 'off',
			doNotDisturb: 'off',
			allowBeingMonitored: false,
			monitorMode: 'disabled',
			...settings,
		},
		phone: { autoAnswer: 'supported', line: 'registered', ...phone },
	};
}

/** A small call centre with one extension for every case that matters to monitoring. */
export function defaultOffice(): Office {
	const agent = { allowBeingMonitored: true };
	return {
		trunk: 'to-18-16-2',
		queues: [{ number: '9998', members: ['106', '107', '109'], dynamicMembers: ['100'] }],
		calls: [{ direction: 'inbound', from: '0309876543', to: '109', heldBy: '109' }],
		extensions: [
			extensionSetup({ number: '100', name: 'Reception' }),
			extensionSetup({ number: '101', name: 'Sarah', monitorMode: 'all' }),
			extensionSetup({ number: '102', name: 'Tom', monitorMode: 'whisper' }),
			extensionSetup({ number: '103', name: 'Ingrid', monitorMode: 'listen' }),
			extensionSetup({ number: '104', name: 'Bo', monitorMode: 'bargeIn' }),
			extensionSetup(
				{ number: '105', name: 'Ming', monitorMode: 'all' },
				{ autoAnswer: 'unsupported' },
			),
			extensionSetup({ number: '106', name: 'Alice', agentId: '6106', ...agent }),
			extensionSetup({ number: '107', name: 'Ben', agentId: '6107', ...agent }),
			extensionSetup({ number: '108', name: 'Director' }),
			extensionSetup({ number: '109', name: 'Zoë & Søn <Lager>', ...agent }),
			extensionSetup(
				{ number: '110', name: 'Night Desk', monitorMode: 'all', ...agent },
				{ line: 'unregistered' },
			),
			extensionSetup({ number: '0101', name: 'Branch Office', monitorMode: 'all', ...agent }),
			extensionSetup(
				{ number: '120', name: 'Fax', type: 'FXS', port: 'Span1_Port3' },
				{ autoAnswer: 'unsupported', line: 'noPort' },
			),
		],
	};
}
