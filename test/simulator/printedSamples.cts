import { extensionSetup, type Office } from '../../simulator/model/office.cts';
import type { Simulator, SimulatorOptions } from '../../simulator/simulator.cts';

export const manualAccount = { username: 'xiaoshao', password: '123456' };
export const callToken = '813b621cfe8eecf445a2ce1f4a079ffe';
const queryToken = '277ac400357b509b4a587ff2157f7ad5';
const outboundToken = '1e3b3ebb6a974cb42ed31de5413df52d';

const monitor = { monitorMode: 'all' } as const;
const agent = { allowBeingMonitored: true };

export function office(change: Partial<Office> = {}): Office {
	return {
		trunk: 'to-18-16-2',
		queues: [],
		calls: [],
		extensions: [
			extensionSetup({ number: '101', name: 'xiaoshaokun', ...monitor }),
			extensionSetup({ number: '102', name: '102' }),
			extensionSetup({ number: '106', name: '106', ...agent }),
		],
		...change,
	};
}

/** 101 is called from outside, under the id that the manual's sample asks for. */
function calledOn101(id: string): Office {
	return office({ calls: [{ direction: 'inbound', id, from: '103', to: '101' }] });
}

const agentIsCalled = office({ calls: [{ direction: 'inbound', from: '103', to: '106' }] });

function listed(numbers: string[], unregistered: string[]): Office {
	const names: Record<string, string> = { '101': 'xiaoshaokun' };
	return office({
		extensions: numbers.map((number) =>
			extensionSetup(
				{ number, name: names[number] ?? number },
				{ line: unregistered.includes(number) ? 'unregistered' : 'registered' },
			),
		),
	});
}

function printed101(callerId: string): Office {
	return office({
		extensions: [
			extensionSetup(
				{
					number: '101',
					name: 'xiaoshaokun',
					callerId,
					userPassword: '12345678qW@',
					registerPassword: '12345133333323123qW@',
					email: 'xiaoshao@pbx.example',
					mobile: '18000000000',
					maxRegistrations: '3',
					voicemailPin: '666666',
					voicemailToEmail: 'on',
					language: 'cn',
				},
				{ line: 'unregistered' },
			),
		],
	});
}

function queueOffice(lineOf101: 'registered' | 'unregistered'): Office {
	return office({
		queues: [{ number: '9998', members: ['102', '101', '6000'] }],
		extensions: [
			extensionSetup({ number: '101', name: '101' }, { line: lineOf101 }),
			extensionSetup({ number: '102', name: '102' }),
			extensionSetup({ number: '6000', name: '6000' }),
		],
	});
}

function manyDesks(count: number): Office {
	return office({
		extensions: Array.from({ length: count }, (_, index) =>
			extensionSetup({ number: String(100 + index), name: '' }),
		),
	});
}

const device = (systemTime: string): SimulatorOptions => ({
	office: manyDesks(21),
	clockStandsAt: new Date(`${systemTime}Z`),
	device: { startedAt: Date.parse('2020-03-23T08:33:22Z') },
});

export interface Sample {
	request: string;
	/** File of the reply; a reply of the manual's form for the status alone when it prints none. */
	reply: string;
	options: SimulatorOptions;
	token?: string;
	/** What the PBX has before the request. */
	before?: (simulator: Simulator) => void;
	/** Where the printed request is no JSON. */
	repair?: (request: string) => string;
	/** Where the manual's reply answers another question than its request asks. */
	correct?: (reply: string) => string;
	order?: 'anyOrder';
}

const utf8: SimulatorOptions['switches'] = { xmlDeclaration: 'utf-8' };
const talking = { office: calledOn101('1.1') };

/** Every request of the manual with its reply, and what the PBX has to hold for it. */
export const samples: Sample[] = [
	{ request: 'heartbeat-json', reply: 'heartbeat.json', options: {} },
	{ request: 'logout-json', reply: 'logout.json', options: {} },
	{
		request: 'deviceinfo-query-json',
		reply: 'deviceinfo-query.json',
		token: queryToken,
		options: device('2020-05-19T04:06:07'),
	},
	{
		request: 'deviceinfo-query-xml',
		reply: 'deviceinfo-query.xml',
		token: queryToken,
		options: { ...device('2020-05-22T07:24:00'), switches: utf8 },
	},
	{
		request: 'extensionlist-query-json',
		reply: 'extensionlist-query.json',
		options: { office: listed(['100', '101', '102'], ['100']) },
	},
	{
		request: 'extensionlist-query-xml',
		reply: 'extensionlist-query.xml',
		options: {
			office: listed(['100', '101', '102', '103'], ['100', '101', '102', '103']),
			switches: utf8,
		},
	},
	{
		request: 'extension-query-json',
		reply: 'extension-query.json',
		token: queryToken,
		options: { office: printed101('858585') },
	},
	{
		request: 'extension-query-all-json',
		reply: 'extension-query.json',
		token: queryToken,
		options: { office: printed101('858585') },
	},
	{
		request: 'extension-query-xml',
		reply: 'extension-query.xml',
		token: queryToken,
		options: { office: printed101('888888'), switches: utf8 },
		// The manual's JSON and XML samples differ in the place of userpassword.
		order: 'anyOrder',
	},
	{ request: 'extension-update-json', reply: 'extension-update.json', options: {} },
	{
		request: 'extension-update-xml',
		reply: 'extension-update.xml',
		options: { switches: utf8 },
	},
	{
		request: 'extension-listen-json',
		reply: 'extension-listen.json',
		options: { office: agentIsCalled },
	},
	{
		request: 'extension-listen-xml',
		reply: 'extension-listen.xml',
		options: { office: agentIsCalled },
	},
	{
		request: 'extension-whisper-json',
		reply: 'extension-whisper.json',
		options: { office: agentIsCalled },
	},
	{
		request: 'extension-whisper-xml',
		reply: 'extension-whisper.xml',
		options: { office: agentIsCalled },
	},
	{
		request: 'extension-barge-json',
		reply: 'extension-barge.json',
		options: { office: agentIsCalled },
	},
	{
		request: 'extension-barge-xml',
		reply: 'extension-barge.xml',
		options: { office: agentIsCalled },
	},
	{ request: 'extension-hangup-json', reply: 'extension-hangup.json', options: talking },
	{
		request: 'extension-hangup-xml',
		reply: 'extension-hangup.xml',
		// This request says type=json and has an XML body.
		options: { ...talking, switches: { formatBy: 'body' } },
	},
	{ request: 'extension-hold-json', reply: 'extension-mute.json', options: talking },
	{
		request: 'extension-hold-xml',
		reply: 'extension-hold.xml',
		options: { ...talking, switches: { holdReply: 'extid' } },
	},
	{ request: 'extension-unhold-json', reply: 'extension-unmute.json', options: talking },
	{ request: 'extension-unhold-xml', reply: 'extension-unhold.xml', options: talking },
	{ request: 'extension-mute-json', reply: 'extension-mute.json', options: talking },
	{ request: 'extension-mute-xml', reply: 'extension-mute.xml', options: talking },
	{ request: 'extension-unmute-json', reply: 'extension-unmute.json', options: talking },
	{ request: 'extension-unmute-xml', reply: 'extension-unmute.xml', options: talking },
	{
		request: 'extension-dial_extension-json',
		reply: 'extension-dial_extension.json',
		options: {},
	},
	{ request: 'extension-dial_extension-xml', reply: 'extension-dial_extension.xml', options: {} },
	{ request: 'extension-dial_outbound-json', reply: 'extension-dial_outbound.json', options: {} },
	{ request: 'extension-dial_outbound-xml', reply: 'extension-dial_outbound.xml', options: {} },
	{
		request: 'inbound-query-json',
		reply: 'inbound-query.json',
		options: { office: calledOn101('1589879501.901') },
		correct: (reply) => reply.replace('1589881290.963', '1589879501.901'),
	},
	{
		request: 'inbound-query-xml',
		reply: 'inbound-query.xml',
		options: { office: calledOn101('1589879501.901') },
		correct: (reply) => reply.replace('1589881290.963', '1589879501.901'),
	},
	...(['json', 'xml'] as const).map(
		(format): Sample => ({
			request: `outbound-query-${format}`,
			reply: `outbound-query.${format}`,
			token: outboundToken,
			options: {
				office: office({
					extensions: [extensionSetup({ number: '66666', name: '66666' })],
					calls: [{ direction: 'outbound', id: '1495705009.316', from: '66666', to: '103' }],
				}),
			},
			correct: (reply) => reply.replace('1589881535.982', '1495705009.316'),
		}),
	),
	{
		request: 'inbound-hangup-json',
		reply: 'outbound-hangup.json',
		options: { office: calledOn101('1589938168.1111') },
	},
	{
		request: 'inbound-hangup-xml',
		reply: 'inbound-hangup.xml',
		options: { office: calledOn101('1589938168.1111') },
	},
	...(['json', 'xml'] as const).map(
		(format): Sample => ({
			request: `outbound-hangup-${format}`,
			reply: format === 'json' ? 'outbound-hangup.json' : 'inbound-hangup.xml',
			options: {
				office: office({
					calls: [{ direction: 'outbound', id: '1589938378.1130', from: '101', to: '103' }],
				}),
			},
		}),
	),
	{
		request: 'calltransfer-json',
		reply: 'calltransfer.json',
		options: { office: calledOn101('1589940297.1207') },
	},
	{
		request: 'calltransfer-xml',
		reply: 'calltransfer.xml',
		options: { office: calledOn101('1589940297.1207') },
	},
	{ request: 'extension-playprompt-json', reply: 'extension-playprompt.json', options: {} },
	{ request: 'extension-playprompt-several-json', reply: 'extension-playprompt.json', options: {} },
	{ request: 'outbound-playprompt-json', reply: 'outbound-playprompt.json', options: {} },
	{
		request: 'recording-get_random-json',
		reply: 'recording-get_random.json',
		options: {},
		before: ({ archive }) => {
			const recording = 'exten-101-106-20200505-042135-1588641695.1772.wav';
			archive.keep({ timestart: '2020-05-05 04:21:35', recording });
		},
		correct: (reply) => reply.replace('fc19203cddc1d7846c2236f9eafe826b', callToken),
	},
	{
		request: 'cdr-get_random-json',
		reply: 'cdr-get_random.json',
		options: {},
		// A quotation mark is missing.
		repair: (request) => request.replace('23:59:59', '23:59:59"'),
		// The reply is one to another range.
		correct: (reply) =>
			reply
				.replace('2020-05-01', '2020-05-18')
				.replace('2020-05-05', '2020-05-20')
				.replace('9ec0ef42229c68406363d21e8a82ca31', callToken),
	},
	{
		request: 'queuestatus-query-json',
		reply: 'queuestatus-query.json',
		options: {
			office: {
				...queueOffice('registered'),
				calls: [{ direction: 'inbound', from: '103', to: '101', answered: 'ringing' }],
			},
		},
	},
	{
		request: 'queuestatus-query-xml',
		reply: 'queuestatus-query.xml',
		options: { office: queueOffice('unregistered'), switches: utf8 },
	},
];
