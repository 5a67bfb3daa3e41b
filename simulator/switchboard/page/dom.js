/**
 * The element with this id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
	const found = document.getElementById(id);
	if (!found) throw new Error(`The page has no element ${id}.`);
	return found;
}

/**
 * A new element with a class and a text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className = '', text = '') {
	const made = document.createElement(tag);
	if (className !== '') made.className = className;
	made.textContent = text;
	return made;
}

/**
 * Sets the text where it has changed: a live region would speak otherwise.
 * @param {Element} target
 * @param {string} text
 */
export function setText(target, text) {
	if (target.textContent !== text) target.textContent = text;
}

/**
 * Makes the children of `parent` those of `items`, in their order. A child that stays is kept, and with it
 * the focus.
 * @template Item
 * @template {Element} Child
 * @param {Element} parent
 * @param {readonly Item[]} items
 * @param {(item: Item) => string} keyOf
 * @param {(item: Item) => Child} make
 * @param {(child: Child, item: Item) => void} [update]
 */
export function keyed(parent, items, keyOf, make, update = () => undefined) {
	/** @type {Map<string, Child>} */
	const old = childrenOf.get(parent) ?? new Map();
	const kept = new Map(
		items.map((item) => {
			const key = keyOf(item);
			const child = old.get(key) ?? make(item);
			update(child, item);
			return [key, child];
		}),
	);
	for (const [key, child] of old) if (!kept.has(key)) child.remove();
	let next = parent.firstElementChild;
	for (const child of kept.values()) {
		if (child === next) next = next.nextElementSibling;
		else parent.insertBefore(child, next);
	}
	childrenOf.set(parent, kept);
}

/** @type {WeakMap<Element, Map<string, any>>} */
const childrenOf = new WeakMap();
