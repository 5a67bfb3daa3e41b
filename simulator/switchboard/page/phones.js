import { byId, element, keyed, setText } from './dom.js';

/** @typedef {import('../switchboard.cts').PhoneView} Phone */
/** @typedef {import('../switchboard.cts').PhoneAct} Act */

/**
 * @typedef {object} PhoneButtons
 * @property {(number: string, act: Act) => void} press
 * @property {(number: string) => void} startCall
 */

/** @type {Record<Phone['state'], string>} */
const stateWords = {
	idle: 'Idle',
	ringing: 'Ringing',
	inCall: 'In a call',
	onHold: 'On hold',
	unavailable: 'Unplugged',
	malfunction: 'Line fault',
	noPort: 'No line',
};

/** @type {Record<Act, string>} */
const actWords = {
	'pick-up': 'Pick up',
	decline: 'Reject',
	hold: 'Hold',
	unhold: 'Resume',
	mute: 'Mute',
	unmute: 'Unmute',
	'hang-up': 'Hang up',
	unplug: 'Unplug',
	'plug-in': 'Plug in',
};

/**
 * @param {readonly Phone[]} phones
 * @param {PhoneButtons} buttons
 */
export function showPhones(phones, buttons) {
	keyed(
		byId('phones'),
		phones,
		({ kind, number }) => `${kind} ${number}`,
		() => emptyTile(),
		(tile, phone) => fillTile(tile, phone, buttons),
	);
}

function emptyTile() {
	const tile = element('li', 'phone');
	const title = element('h3');
	const actions = element('div', 'buttons');
	actions.setAttribute('role', 'group');
	tile.append(title, element('p', 'state'), element('p', 'name'), element('p', 'rights'), actions);
	return tile;
}

/**
 * @param {HTMLLIElement} tile
 * @param {Phone} phone
 * @param {PhoneButtons} buttons
 */
function fillTile(tile, phone, { press, startCall }) {
	const { number, name, kind, state, muted, rights, acts, canCall } = phone;
	tile.dataset.state = state;
	tile.dataset.number = number;
	const [title, stateLine, nameLine, rightsLine, actions] = tile.children;
	if (!title || !stateLine || !nameLine || !rightsLine || !actions) return;
	setText(title, number);
	setText(nameLine, kind === 'outside' ? 'Outside of the PBX' : name);
	setText(stateLine, muted ? `${stateWords[state]}, muted` : stateWords[state]);
	setText(rightsLine, rights.join(' · '));
	actions.setAttribute('aria-label', `Phone ${number}`);

	const hadFocus = actions.contains(document.activeElement);
	/** @type {(Act | 'call')[]} */
	const offered = canCall ? ['call', ...acts] : acts;
	keyed(actions, offered, String, (act) => {
		const button = element('button', act, act === 'call' ? 'Call' : actWords[act]);
		button.type = 'button';
		button.setAttribute('aria-label', `${button.textContent}: ${number}`);
		button.addEventListener('click', () =>
			act === 'call' ? startCall(number) : press(number, act),
		);
		return button;
	});
	// The pressed button is often gone afterwards.
	if (hadFocus && !actions.contains(document.activeElement))
		actions.querySelector('button')?.focus();
}
