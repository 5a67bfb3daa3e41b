import type { hostileXml } from './faults.cts';

type Attack = (typeof hostileXml)[number];

function entityBomb(): string {
	const entities = Array.from({ length: 9 }, (_, index) => {
		const name = `lol${index + 1}`;
		const before = index === 0 ? 'lol' : `&lol${index};`;
		return `<!ENTITY ${name} "${before.repeat(10)}">`;
	});
	return `<?xml version="1.0"?><!DOCTYPE xml [${entities.join('')}]><xml><status>&lol9;</status></xml>`;
}

/** XML that a careless reader is hurt by. */
export const hostileDocuments: Record<Attack, () => string> = {
	entityBomb,
	externalEntity: () =>
		'<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/hostname">]>' +
		'<xml><status>Success</status><token>&f;</token></xml>',
	prototypeTags: () =>
		'<?xml version="1.0"?><xml><status>Success</status>' +
		'<__proto__><polluted>yes</polluted></__proto__>' +
		'<constructor><prototype><polluted>yes</polluted></prototype></constructor></xml>',
	deepNesting: () =>
		`<?xml version="1.0"?><xml><status>Success</status>${'<a>'.repeat(20000)}${'</a>'.repeat(20000)}</xml>`,
};
