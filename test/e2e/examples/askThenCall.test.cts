import { z } from 'zod';
import { createCredential, type CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import { callWebhook } from '../../../tools/n8n/api/webhook.cts';
import { activateWorkflow } from '../../../tools/n8n/api/workflows.cts';
import { poll } from '../../../tools/poll.cts';
import { openReceiver, type Receiver } from '../../simulator/reports/receiver.cts';
import '../setup/environment.cts';
import { type Changes, importWorkflow, readExample, removeExamples } from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';

const file = 'ask-then-call.json';
const askFirst = 'Ask first lead';
const chats = { first: '111111111', second: '222222222' };

const messageShape = z.object({
	chat_id: z.string(),
	text: z.string(),
	reply_markup: z.object({
		inline_keyboard: z.array(z.array(z.object({ text: z.string(), url: z.string() }))),
	}),
});

type Message = z.infer<typeof messageShape>;

/** Takes what Telegram's servers are sent. */
let telegram: Receiver;
let crm: Receiver;
let credentials: CredentialRef[];

beforeAll(async () => {
	telegram = await openReceiver();
	crm = await openReceiver();
	const bot = await createCredential(environment.session, {
		name: 'Telegram',
		type: 'telegramApi',
		data: { accessToken: '123:token', baseUrl: `http://${telegram.address}` },
	});
	credentials = [await credentialFor('Ask first'), bot];
	await activates('ask-leads');
	await activates('ask-leads-unanswered', { [askFirst]: { options: soonOver() } });
	onlyCallIsWith('106');
	await alert('ask-leads-unanswered', 'refund');
	await asked('first', 'refund');
});
beforeEach(() => {
	onlyCallIsWith('106');
	environment.simulator.journal.length = 0;
});
afterAll(async () => {
	await removeExamples();
	await telegram.close();
	await crm.close();
});

async function activates(path: string, changes: Changes = {}): Promise<void> {
	const workflow = await importWorkflow(file, credentials, {
		...changes,
		'Keyword alert': { path },
		'Note in CRM': { url: `http://${crm.address}/notes` },
	});
	await activateWorkflow(environment.session, workflow);
}

/** n8n looks once a minute for executions whose time to wait is over. */
function soonOver(): Record<string, unknown> {
	const node = readExample(file).nodes.find(({ name }) => name === askFirst);
	const limitWaitTime = {
		values: { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' },
	};
	return { ...(node?.parameters['options'] as object | undefined), limitWaitTime };
}

async function alert(path: string, keyword: string): Promise<void> {
	await callWebhook(environment.n8n.url, path, { agent: '106', keyword });
}

/** The message to a lead about this keyword. */
async function asked(
	lead: keyof typeof chats,
	keyword: string,
	limitMs = 10_000,
): Promise<Message> {
	const found = await poll(limitMs, () =>
		telegram
			.bodies()
			.map((body) => messageShape.parse(JSON.parse(body)))
			.find(({ chat_id, text }) => chat_id === chats[lead] && text.includes(keyword)),
	);
	if (found === undefined) throw new Error(`The ${lead} lead was not asked about "${keyword}".`);
	return found;
}

/** Just after its message was sent, n8n may say that the execution still runs (409): nobody is as quick as this. */
async function press({ reply_markup }: Message, label: string): Promise<void> {
	const button = reply_markup.inline_keyboard.flat().find(({ text }) => text === label);
	// n8n takes a request without the name of a browser for a preview of the link.
	const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0' };
	const status = await poll(30_000, async () => {
		const reply = await fetch(button?.url ?? `no button ${label}`, { headers });
		return reply.status === 409 ? undefined : reply.status;
	});
	expect(status).toBe(200);
}

async function note(keyword: string): Promise<unknown> {
	const found = await poll(30_000, () => crm.bodies().find((body) => body.includes(keyword)));
	return JSON.parse(found ?? '"no note"');
}

function whispersAsked(): (string | undefined)[] {
	return environment.simulator.journal
		.filter(({ endpoint }) => endpoint === 'extension/whisper')
		.map(({ fields }) => fields['whisperer']);
}

test('the phone of the lead rings only after "Take it"', async () => {
	await alert('ask-leads', 'lawyer');
	const question = await asked('first', 'lawyer');
	expect(question.text).toBe('Alice (106) needs you: lawyer');
	expect(whispersAsked()).toEqual([]);

	await press(question, 'Take it');

	expect(await note('lawyer')).toEqual({
		agent: '106',
		keyword: 'lawyer',
		text: '101 whispers to 106: answered',
	});
	expect(heardBy('106')).toEqual([customer, '101']);
	expect(whispersAsked()).toEqual(['101']);
});

test('after "Not now" the second lead is asked, and the first one presses in vain', async () => {
	await alert('ask-leads', 'cancel my contract');
	const first = await asked('first', 'cancel my contract');
	await press(first, 'Not now');
	const second = await asked('second', 'cancel my contract');

	await press(first, 'Take it');
	await press(second, 'Take it');

	expect(await note('cancel my contract')).toMatchObject({ text: '102 whispers to 106: answered' });
	expect(whispersAsked()).toEqual(['102']);
});

test('no lead wants to: nothing rings', async () => {
	await alert('ask-leads', 'manager');
	await press(await asked('first', 'manager'), 'Not now');
	await press(await asked('second', 'manager'), 'Not now');

	expect(await note('manager')).toMatchObject({ text: 'No lead took it.' });
	expect(whispersAsked()).toEqual([]);
});

test('the call is over before the lead takes it: the note says so', async () => {
	await alert('ask-leads', 'complaint');
	const question = await asked('first', 'complaint');
	environment.simulator.pbx.dropEverything();

	await press(question, 'Take it');

	expect(await note('complaint')).toMatchObject({
		text: expect.stringContaining('Extension 106 is not in a call') as string,
	});
	expect(whispersAsked()).toEqual([]);
});

test('the first lead does not react: the second is asked when the time is over', async () => {
	const question = await asked('second', 'refund', 100_000);

	await press(question, 'Take it');

	expect(await note('refund')).toMatchObject({ text: '102 whispers to 106: answered' });
});
