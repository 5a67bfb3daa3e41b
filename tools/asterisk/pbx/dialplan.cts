import {
	announcement,
	conference,
	emptyQueue,
	extensionOf,
	localQueue,
	menu,
	parkingLot,
	phoneNames,
	prefixes,
	queue,
	trunk,
	wrapUpSeconds,
} from '../phones.cts';

/** The dialplan context in which the phones dial. */
export const dialplanContext = 'internal';

/** What the numbers do: `extensions.conf`. */
export const extensions = `[${dialplanContext}]
include => parkedcalls
${phoneNames.map((name) => `exten => ${extensionOf[name]},hint,PJSIP/${extensionOf[name]}`).join('\n')}
exten => _1XXX,1,Dial(PJSIP/\${EXTEN},30,tT)
exten => _0X.,1,Dial(PJSIP/${trunk.name},30,tT)
exten => _${prefixes.recordedAtCaller}1XXX,1,MixMonitor(\${EXTEN}.wav)
 same => n,Dial(PJSIP/\${EXTEN:2},30,tT)
exten => _${prefixes.recordedAtCalled}1XXX,1,Dial(PJSIP/\${EXTEN:2},30,tTb(recorded^\${EXTEN}^1))
exten => _${prefixes.notTransferable}1XXX,1,Dial(PJSIP/\${EXTEN:2},30)
exten => ${menu.number},1,Dial(PJSIP/\${EXTEN}@${menu.trunk},30,tT)
exten => ${queue},1,Queue(${queue})
exten => ${conference},1,Answer()
 same => n,ConfBridge(${conference})
exten => 600,1,Answer()
 same => n,Echo()
exten => 700,1,Answer()
 same => n,PlayTones(1004/1000)
 same => n,Wait(3600)
exten => ${announcement.number},1,Answer()
 same => n,Playback(${announcement.sound})
 same => n,Hangup()

[${menu.trunk}]
exten => ${menu.number},1,Answer()
 same => n,Wait(3600)

[recorded]
exten => _X.,1,MixMonitor(\${EXTEN}.wav)
 same => n,Return()

[parkedcalls]
`;

/** FreePBX's lot has the same name, extension and kind of slots. */
export const parking = `[general]

[default]
parkext => 70
parkpos => ${parkingLot.firstSlot}-${parkingLot.firstSlot + parkingLot.slots - 1}
context => parkedcalls
parkingtime => 45
`;

/** The first agent has a wrap-up time; the second one is reached as FreePBX does it. */
export const queues = `[${queue}]
strategy = ringall
timeout = 600
autofill = yes
joinempty = yes
member => PJSIP/${extensionOf.B},0,"Agent B",,no,${wrapUpSeconds}
member => Local/${extensionOf.C}@${dialplanContext}/n,0,"Agent C",hint:${extensionOf.C}@${dialplanContext}

[${localQueue}]
strategy = ringall
joinempty = yes
member => Local/${extensionOf.C}@${dialplanContext}/n,0,"Agent C",hint:${extensionOf.C}@${dialplanContext}

[${emptyQueue}]
strategy = ringall
joinempty = yes
`;
