import { type Editor, openEditor } from '../../../tools/n8n/api/editor.cts';
import { testOwner } from '../../../tools/n8n/api/rest.cts';
import { searchNode } from './editorSteps.cts';
import '../setup/environment.cts';

// What somebody types into n8n's nodes panel who does not know the name of the node.

const words = [
	'ami',
	'announcement',
	'asterisk',
	'barge',
	'call answered',
	'call center',
	'call ended',
	'cdr',
	'chanspy',
	'click to call',
	'coach',
	'coaching',
	'contact center',
	'dial',
	'dtmf',
	'eavesdrop',
	'extension',
	'freepbx',
	'grandstream',
	'hang up',
	'hangup',
	'hold',
	'incoming call',
	'ip pbx',
	'listen',
	'missed call',
	'monitor',
	'mute',
	'openvox',
	'park',
	'pbx',
	'phone',
	'phone system',
	'pjsip',
	'queue',
	'recording',
	'sip',
	'spy',
	'supervisor',
	'telephone',
	'telephony',
	'transfer',
	'ucm',
	'voip',
	'whisper',
	'yeastar',
];

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor(environment.chromium, environment.n8n.url, testOwner);
	await searchNode(editor.page, 'pbx');
});
afterAll(() => editor?.close());

/** Fills the search bar, and waits until the list is no longer the one of the word before. */
async function searchFor(word: string): Promise<void> {
	const { page } = editor;
	const bar = page.getByTestId('node-creator-search-bar');
	await bar.fill('qqqqzzzz');
	await page.getByTestId('node-creator-item-name').first().waitFor({ state: 'detached' });
	await bar.fill(word);
}

test.each(words)('%j finds the node PBX', async (word) => {
	await searchFor(word);
	const found = editor.page.getByTestId('node-creator-item-name');
	await found.filter({ hasText: /^PBX$/ }).waitFor();
	const names = (await found.allInnerTexts()).map((name) => name.trim());
	process.stdout.write(`${word}: place ${names.indexOf('PBX') + 1} of ${names.length}\n`);
});

test('a word of another node does not find it', async () => {
	await searchFor('spreadsheet');
	const found = editor.page.getByTestId('node-creator-item-name');
	await found.first().waitFor();
	expect(await found.allInnerTexts()).not.toContain('PBX');
});
