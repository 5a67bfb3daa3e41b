import type { NewCall } from './calls.cts';
import type { ExtensionSettings, Phone } from './pbxModel.cts';

export interface Desk {
	settings: ExtensionSettings;
	phone: Phone;
}

/** Everything that is set up before the first call. */
export interface Office {
	desks: Desk[];
	trunk: string;
	queues: { number: string; members: string[] }[];
	/** Calls that are there from the start. */
	calls: (NewCall & { heldBy?: string })[];
}

/** One extension with the settings a PBX gives a new one. */
export function desk(
	settings: Pick<ExtensionSettings, 'number' | 'name'> & Partial<ExtensionSettings>,
	phone: Partial<Phone> = {},
): Desk {
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
			voicemailPin: `77${number}77`,
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
		queues: [{ number: '9998', members: ['106', '107', '109'] }],
		calls: [{ direction: 'inbound', from: '0309876543', to: '109', heldBy: '109' }],
		desks: [
			desk({ number: '100', name: 'Reception' }),
			desk({ number: '101', name: 'Sarah', monitorMode: 'all' }),
			desk({ number: '102', name: 'Tom', monitorMode: 'whisper' }),
			desk({ number: '103', name: 'Ingrid', monitorMode: 'listen' }),
			desk({ number: '104', name: 'Bo', monitorMode: 'bargeIn' }),
			desk({ number: '105', name: 'Ming', monitorMode: 'all' }, { autoAnswer: 'unsupported' }),
			desk({ number: '106', name: 'Alice', agentId: '6106', ...agent }),
			desk({ number: '107', name: 'Ben', agentId: '6107', ...agent }),
			desk({ number: '108', name: 'Director' }),
			desk({ number: '109', name: 'Zoë & Søn <Lager>', ...agent }),
			desk(
				{ number: '110', name: 'Night Desk', monitorMode: 'all', ...agent },
				{ line: 'unregistered' },
			),
			desk({ number: '0101', name: 'Branch Office', monitorMode: 'all', ...agent }),
			desk(
				{ number: '120', name: 'Fax', type: 'FXS', port: 'Span1_Port3' },
				{ autoAnswer: 'unsupported', line: 'noPort' },
			),
		],
	};
}
