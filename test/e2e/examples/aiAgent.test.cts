import type { Page } from 'playwright-core';
import { createCredential, type CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import { type Editor, openEditor } from '../../../tools/n8n/api/editor.cts';
import { newestExecution } from '../../../tools/n8n/api/executions.cts';
import { testOwner } from '../../../tools/n8n/api/rest.cts';
import { activateWorkflow, type WorkflowRef } from '../../../tools/n8n/api/workflows.cts';
import '../setup/environment.cts';
import { importWorkflow, removeExamples } from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';
import { writeToPublishedChat } from './publishedChat.cts';
import { screenshot } from '../editor/screenshot.cts';
import { openScriptedModel, type ScriptedModel } from './scriptedModel.cts';

let editor: Editor;
let model: ScriptedModel;
let credentials: CredentialRef[];
let workflow: WorkflowRef;

const looksUp = { uses: 'See_extensions', given: {} };
const quotes = { says: (result: string) => `The tool answered: ${result}` };

function whispers(supervisor: string, agent: string) {
	return {
		uses: 'Whisper_to_agent',
		given: {
			toolParameters: { Supervisor_Extension: supervisor, Monitored_Extension: agent },
			hitlParameters: { Why: 'Alice is asked for a discount that she may not give.' },
		},
	};
}

beforeAll(async () => {
	model = await openScriptedModel();
	const openAi = await createCredential(environment.session, {
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.url },
	});
	credentials = [await credentialFor('AI agent'), openAi];
	editor = await openEditor(environment.chromium, environment.n8n.url, testOwner);
	const { page } = editor;
	await page.setViewportSize({ width: 1440, height: 1000 });
	// n8n takes the clicks of a browser that calls itself headless for those of a bot.
	const name = await page.evaluate<string>('navigator.userAgent');
	await page.setExtraHTTPHeaders({ 'user-agent': name.replace('Headless', '') });
});
beforeEach(async () => {
	onlyCallIsWith('106');
	environment.simulator.journal.length = 0;
	workflow = await importWorkflow('ai-agent-with-approval.json', credentials);
});
afterEach(removeExamples);
afterAll(async () => {
	await editor?.close();
	await model?.close();
});

/** Writes into the chat of the editor and waits until the agent asks whether it may. */
async function asksFor(page: Page, question: string): Promise<void> {
	await editor.openWorkflow(workflow);
	await opensChat(page);
	await writes(page, 'Alice needs help, please let Sarah whisper to her.');
	await page.getByText(question).first().waitFor();
	expect(whispersAsked()).toEqual([]);
	expect(heardBy('106')).toEqual([customer]);
}

/** The editor remembers whether the chat was open. */
async function opensChat(page: Page): Promise<void> {
	const button = page.getByTestId('workflow-chat-button');
	await button.getByText(/(Open|Hide) chat/).waitFor();
	if ((await button.innerText()).includes('Open chat')) await button.click();
}

async function writes(page: Page, text: string): Promise<void> {
	await page.getByRole('textbox', { name: 'Type message' }).fill(text);
	await page.keyboard.press('Enter');
}

/** Draws the panel up, for the picture. */
async function showsWholeChat(page: Page): Promise<void> {
	const edge = (await page.getByTestId('logs-panel').boundingBox())?.y ?? 0;
	await page.mouse.move(900, edge);
	await page.mouse.down();
	await page.mouse.move(900, edge - 150, { steps: 5 });
	await page.mouse.up();
	await page.getByTestId('zoom-to-fit').click();
	await page.getByRole('button', { name: 'Decline' }).scrollIntoViewIfNeeded();
	await page.waitForTimeout(1_000);
}

async function presses(page: Page, button: 'Approve' | 'Decline'): Promise<void> {
	await page.getByRole('button', { name: button, exact: true }).click();
}

/** Waits for the end, and gives what the agent said at last. */
async function lastWord(): Promise<unknown> {
	const { status, outputs } = await newestExecution(environment.session, workflow);
	expect(status).toBe('success');
	return outputs('Assistant')?.[0]?.[0]?.json['output'];
}

function whispersAsked(): string[] {
	return environment.simulator.journal
		.filter(({ endpoint }) => endpoint === 'extension/whisper')
		.map(({ fields }) => `${fields['whisperer']} to ${fields['whisperedext']}`);
}

test('approved: the supervisor whispers, and the agent quotes what the PBX said', async () => {
	const { page } = editor;
	model.setScript(looksUp, whispers('101', '106'), quotes);

	await asksFor(page, 'May the PBX call 101, to whisper to 106?');
	await showsWholeChat(page);
	await screenshot(page, 'ai-agent-asks');
	await presses(page, 'Approve');
	const said = await lastWord();

	expect(whispersAsked()).toEqual(['101 to 106']);
	expect(heardBy('101')).toEqual([customer, '106']);
	expect(heardBy('106')).toEqual([customer, '101']);
	expect(heardBy(customer)).toEqual(['106']);
	expect(said).toContain(
		'"supervisorExtension":"101","monitoredExtension":"106","result":"answered"',
	);
	await page.getByText('The tool answered').first().waitFor();
});

test('declined: nothing rings, and the model gets the instruction to stop', async () => {
	const { page } = editor;
	model.setScript(whispers('101', '106'), quotes);

	await asksFor(page, 'May the PBX call 101');
	await presses(page, 'Decline');
	const said = await lastWord();

	expect(said).toContain('User rejected the tool call to Whisper to agent');
	expect(whispersAsked()).toEqual([]);
	expect(heardBy('106')).toEqual([customer]);
	expect(heardBy('101')).toEqual([]);
});

test('answered in words instead: nothing rings, and the model gets the words', async () => {
	const { page } = editor;
	model.setScript(whispers('101', '106'), quotes);

	await asksFor(page, 'May the PBX call 101');
	await writes(page, 'Not now, ask me again in ten minutes');
	const said = await lastWord();

	expect(said).toContain('Not now, ask me again in ten minutes');
	expect(whispersAsked()).toEqual([]);
	expect(heardBy('106')).toEqual([customer]);
});

test('approved, but the PBX refuses: the model gets the reason, with the extension as it is written', async () => {
	const { page } = editor;
	environment.simulator.pbx.startCall({ direction: 'internal', from: '0101', to: '107' });
	model.setScript(whispers('0101', '106'), quotes);

	await asksFor(page, 'May the PBX call 0101');
	await presses(page, 'Approve');
	const said = await lastWord();

	expect(said).toContain('Extension 0101 is not idle: it is in a call');
	expect(said).toContain('choose another supervisor');
	expect(heardBy('106')).toEqual([customer]);
	expect(heardBy('0101')).toEqual(['107']);
});

test('published: a person without the editor approves in the chat', async () => {
	const { page } = editor;
	model.setScript(whispers('102', '106'), quotes);
	const published = await importWorkflow('ai-agent-with-approval.json', credentials, {
		Chat: { public: true },
	});
	await activateWorkflow(environment.session, published);

	const chat = await writeToPublishedChat(page, 'supervision-chat', 'Tom should help Alice.');
	const question = await chat.question();
	expect(question.text).toContain('May the PBX call 102, to whisper to 106?');
	expect(whispersAsked()).toEqual([]);
	await chat.press(question, 'Approve');

	expect(await chat.says('The tool answered')).toContain('"supervisorExtension":"102"');
	expect(heardBy('106')).toEqual([customer, '102']);
	expect(heardBy(customer)).toEqual(['106']);
});

test('what the model knows of its tools: who hears whom, which extension is which, why it asks', async () => {
	const { page } = editor;
	model.setScript(whispers('101', '106'), quotes);
	await asksFor(page, 'May the PBX call 101');
	await presses(page, 'Decline');
	await lastWord();

	const tools = model.requests[0]?.tools.map((tool) => tool.function) ?? [];
	const whisper = tools.find(({ name }) => name === 'Whisper_to_agent');
	const see = tools.find(({ name }) => name === 'See_extensions');
	expect(tools).toHaveLength(2);
	expect(see?.description).toMatch(/extensions with their states/);
	expect(whisper?.description).toMatch(/Whisper to agent, unheard by customer/);
	expect(whisper?.parameters).toMatchObject({
		properties: {
			toolParameters: {
				properties: {
					Supervisor_Extension: {
						type: 'string',
						description: expect.stringContaining(
							'the supervisor whose phone the PBX will call',
						) as string,
					},
					Monitored_Extension: {
						type: 'string',
						description: expect.stringContaining('the agent who is in a call') as string,
					},
				},
				required: ['Supervisor_Extension', 'Monitored_Extension'],
			},
			hitlParameters: {
				properties: {
					Why: { type: 'string', description: expect.stringContaining('why') as string },
				},
			},
		},
	});
});
