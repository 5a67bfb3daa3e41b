import { showCalls } from './calls.js';
import { byId, element, keyed, setText } from './dom.js';
import { showLogs } from './logs.js';
import { showPhones } from './phones.js';

/** @typedef {import('../switchboard.cts').SwitchboardState} State */
/** @typedef {import('../switchboard.cts').ActResult} ActResult */

/**
 * @param {string} path
 * @param {object} body
 */
async function press(path, body) {
	const result = byId('result');
	setText(result, '…');
	result.dataset.done = 'waiting';
	const { done, message } = await send(path, body).catch(() => ({
		done: false,
		message: 'The switchboard does not answer.',
	}));
	result.dataset.done = String(done);
	setText(result, message);
}

/**
 * @param {string} path
 * @param {object} body
 * @returns {Promise<ActResult>}
 */
async function send(path, body) {
	const reply = await fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (reply.ok) return reply.json();
	return { done: false, message: `The switchboard refused that (HTTP ${reply.status}).` };
}

/** @param {string} id */
function select(id) {
	const found = byId(id);
	if (found instanceof HTMLSelectElement) return found;
	throw new Error(`${id} is no list.`);
}

/** @param {State} state */
function showNumbers({ numbers, phones }) {
	/** @param {string} number */
	const label = (number) => {
		const phone = phones.find((each) => each.kind === 'extension' && each.number === number);
		if (phone) return `${number} ${phone.name}`.trim();
		return number.length > 5 ? `${number} (outside)` : `${number} (queue)`;
	};
	for (const [id, list] of /** @type {const} */ ([
		['call-from', numbers.from],
		['call-to', numbers.to],
	])) {
		keyed(select(id), list, String, (number) => new Option(label(number), number));
	}
	const to = select('call-to');
	if (to.value === select('call-from').value) to.selectedIndex = to.selectedIndex === 0 ? 1 : 0;
}

/** @param {State} state */
function showScenarios({ scenarios }) {
	keyed(
		byId('scenarios'),
		scenarios,
		({ id }) => id,
		({ id, label, hint }) => {
			const item = element('li');
			const button = element('button', id, label);
			button.type = 'button';
			const note = element('p', 'hint', hint);
			note.id = `hint-${id}`;
			button.setAttribute('aria-describedby', note.id);
			button.addEventListener('click', () => void press('scenario', { id }));
			item.append(button, note);
			return item;
		},
	);
}

/** @param {State} state */
function show(state) {
	setText(byId('pbx'), state.pbx);
	document.title = `Switchboard: ${state.pbx}`;
	showCalls(state.calls);
	showPhones(state.phones, {
		press: (number, act) => void press('act', { number, act }),
		startCall(number) {
			select('call-from').value = number;
			select('call-to').focus();
		},
	});
	showScenarios(state);
	showNumbers(state);
	showLogs(state);
}

/**
 * @param {'live' | 'waiting'} state
 * @param {string} text
 */
function showConnection(state, text) {
	const connection = byId('connection');
	connection.dataset.state = state;
	setText(connection, text);
}

byId('call-form').addEventListener('submit', (event) => {
	event.preventDefault();
	void press('call', { from: select('call-from').value, to: select('call-to').value });
});

const events = new EventSource('events');
events.addEventListener('state', ({ data }) => {
	showConnection('live', 'Live');
	show(JSON.parse(data));
});
events.addEventListener('unavailable', ({ data }) =>
	showConnection('waiting', `The PBX does not answer: ${JSON.parse(data)}`),
);
events.addEventListener('error', () =>
	showConnection('waiting', 'Not connected: the program has ended, or is starting again.'),
);
