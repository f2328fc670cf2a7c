/** English for the failures a command can end with. A kind without a sentence of its own is shown as it is. */
const sentences: Readonly<Record<string, string>> = {
  'not-enrolled': 'this folder holds no enrolled device: run "waypost device enrol" first',
  'folder-in-use': 'another process ({process}) has this folder open',
  'already-enrolled': 'this folder already holds an enrolled device',
  'code-refused': 'the hub did not accept the code',
  'ask-refused': 'the coordinator said no; nothing was changed',
  'ask-ended': 'nobody typed the letters in their time; nothing was changed: ask again for new ones',
  'hub-busy': 'the hub is busy, or too many devices ask to join at once; nothing was changed: try again in a while',
  'enrol-delayed':
    'several wrong codes came from this address, so the hub looks at the next one in {seconds} s; nothing was changed: wait, or ask the coordinator for a new code',
  'hub-unreachable': 'the hub cannot be reached; what was saved stays and is sent next time',
  'hub-timeout': 'the hub did not answer in time; what was saved stays and is sent next time',
  'certificate-out-of-date':
    "the hub's certificate is not valid on {today}, this machine's date; nothing was sent, what was saved stays: set the clock if it is wrong, else tell whoever runs the hub",
  'certificate-other-name':
    "the hub's certificate is for another name or address; nothing was sent, what was saved stays: check the address, or tell whoever runs the hub",
  'certificate-other-key':
    'the hub shows another key than the one that came with the code; nothing was sent, what was saved stays: ask the coordinator before you trust it',
  'certificate-unknown':
    "nobody whom this machine trusts vouches for the hub's certificate; nothing was sent, what was saved stays: enrol with the whole code, or tell whoever runs the hub",
  'device-refused': 'the hub refuses this device: {reason}',
  'device-revoked':
    'the hub says that the key of this device was withdrawn; everything stays here, what was not sent was handed over and is held for a person',
  'hub-failed': 'the hub answered with an error ({status}); what was saved stays and is sent next time',
  'answer-unreadable': 'the answer was not one that a hub of a known version gives; nothing of it was kept',
  'answer-too-large':
    'the answer unpacks to more than is taken at once; nothing of it was kept, what was saved stays: tell whoever runs the hub',
  'hub-key-changed':
    'the hub shows another key than the one that this device knows; nothing of its answer was kept, what was saved stays',
  'hub-signature-invalid':
    "the answer does not carry the hub's signature; nothing of it was kept, what was saved stays and is sent next time",
  'audit-no-scope': 'this device has read nothing of this scope: sync first',
  'audit-incomplete': 'place {place} of this scope is not whole on this device: sync once more, then export',
  'version-mismatch': 'the hub speaks protocol {theirs}, this edition {ours}: one side must be updated first',
  'disk-full': 'the disk is full; nothing of this was saved',
  'journal-unwritable': 'the journal cannot be written: {reason}',
  'store-failed': 'the store cannot be used: {reason}',
  'not-allowed': 'not allowed: {reason} ({type})',
  'zip-unreadable': 'this is no ZIP that can be read ({why}); copy the file again',
  'library-foreign': 'this ZIP is no library file of Waypost',
  'library-too-large': 'this library unpacks to more than is read at once',
  'library-newer': 'this library was written by a later edition (format {version}): update first',
  'library-damaged': 'the library is damaged at {path}; nothing was imported: ask for the file again',
  'library-unsigned':
    'the signature of this file is not that of what is in it: somebody changed it; nothing was imported: ask for the file again',
  'library-invalid': 'line {line} of everything.json is no record ({reason}); nothing was imported',
  'room-unreachable':
    'no laptop answers at this address; look at the address on its screen, and whether its switch is on',
  'room-timeout': 'the other laptop did not answer in time; what came so far is kept, the rest comes next time',
  'room-closed': 'the line was cut; what came so far is kept, the rest comes next time',
  'room-address-invalid': 'this is no address of a laptop: write 192.0.2.7:41234 as its screen shows it',
  'room-address-outside': 'this address is of no network that this machine is on; nothing was sent',
  'room-other-network': 'this laptop is of another hub; nothing was exchanged',
  'room-own-device': 'this is the device itself, or a copy of its disk; nothing was exchanged',
  'room-not-that-device':
    'whoever answers does not have the key of the certificate that it shows, or somebody stands between; nothing was exchanged',
  'hub-not-agreed': 'nothing was sent: nobody agreed to this hub yet; look at what would go, then run with --agree',
  'room-not-agreed': 'this laptop was never met, and nothing was sent; look at what would go, then run with --agree',
  'room-not-agreed-there': 'nobody there has agreed to this device yet; nothing was sent',
  'room-own-certificate': 'this device has no certificate that counts ({reason}): sync with the hub first',
  'room-version': 'the other laptop speaks version {theirs}, this one {ours}: update the older one first',
  'room-refused': 'the other laptop refuses: {reason}',
  'device-certificate-unreadable': 'the certificate of the other laptop cannot be read; nothing was exchanged',
  'device-certificate-not-of-hub':
    'the certificate of the other laptop is not signed with the present key of the hub; nothing was exchanged',
  'device-certificate-other-device': 'the certificate is that of another laptop; nothing was exchanged',
  'device-certificate-revoked': 'the hub withdrew the other laptop; nothing was exchanged',
  'device-certificate-expired': 'the certificate of the other laptop has run out: it must hear the hub first',
  'device-certificate-not-yet-valid':
    "the certificate of the other laptop is of a later day than this machine's: set the clock",
  'message-unreadable': 'what the other laptop said cannot be read; nothing of it was kept',
  'attachment-too-large': 'the file is larger than an attachment may be',
};

export function failureText(failure: { readonly kind: string }): string {
  const said = failure as unknown as Readonly<Record<string, unknown>>;
  const values = { ...said, seconds: Math.ceil(Number(said['waitMs']) / 1_000) } as Readonly<Record<string, unknown>>;
  const sentence = sentences[failure.kind] ?? failure.kind;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '?'));
}
