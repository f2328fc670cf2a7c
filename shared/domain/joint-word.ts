/**
 * Words by which several persons decide something together, and the device that each is said on ([OD1] to [OD4]): one table of who asks
 * and who approves, read by the laptop that writes a word, the hub that takes it and everybody who counts. Pure.
 */
import type { DeviceId, RecordId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { accessAnswer, accessRequest, digestOfAsked, readAnswer, readAsked } from './access/access-request.ts';
import { agreement, agreementAct, digestOfTerms, readAct, readTerms } from './agreement/agreement.ts';
import { deviceNamedIn } from './approvals.ts';
import {
  certificateKey,
  certificateKeyAct,
  digestOfIssuer,
  readIssuer,
  readKeyAct,
} from './certificate/certificate-key.ts';
import { digestOfRequest, erasure, erasureRequest, readErasureRequest, readErasureWord } from './erasure/erasure.ts';
import type { OperationDraft, OperationKind } from './record-state.ts';
import { digestOfEdition, readEdition, readReleaseAct, release, releaseApproval } from './release/release.ts';
import { digestOfRule, readRule, readRuleAct, retentionAct, retentionRule } from './retention/retention-rule.ts';

/** A word that asks for a decision of several persons, or approves one. What takes back is one person's right and no such word. */
export interface JointWord {
  /** Of the exact action, in its record. */
  readonly digest: string;
  /** The device that it names as its own; null in one of an edition before, and in the sample network. */
  readonly device: DeviceId | null;
}

interface Said {
  readonly kind: OperationKind;
  readonly type: string;
  readonly record: RecordId;
  readonly field: string;
  readonly value: Json;
}

/** The digest that a value says something towards; null when it neither asks nor approves. */
type DigestIn = (value: Json, record: RecordId) => string | null;

/** Asks for what stands in its own record. */
const asks =
  <V>(read: (value: Json) => V | null, digestOf: (record: RecordId, value: V) => string): DigestIn =>
  (value, record) => {
    const asked = read(value);
    return asked === null ? null : digestOf(record, asked);
  };

/** Approves what it names. */
const approves =
  <D extends string>(
    read: (value: Json) => { readonly does: D; readonly digest: string } | null,
    does: NoInfer<D>,
  ): DigestIn =>
  (value) => {
    const act = read(value);
    return act?.does === does ? act.digest : null;
  };

/** By type of record: the field that says it, and what it says. */
const words: Readonly<Record<string, { readonly field: string; readonly digestIn: DigestIn }>> = {
  [agreement.type]: { field: 'terms', digestIn: asks(readTerms, digestOfTerms) },
  [agreementAct.type]: { field: 'act', digestIn: approves(readAct, 'sign') },
  [accessRequest.type]: { field: 'asked', digestIn: asks(readAsked, digestOfAsked) },
  [accessAnswer.type]: { field: 'answer', digestIn: approves(readAnswer, 'approve') },
  [retentionRule.type]: { field: 'rule', digestIn: asks(readRule, digestOfRule) },
  [retentionAct.type]: { field: 'act', digestIn: approves(readRuleAct, 'approve') },
  [release.type]: { field: 'edition', digestIn: asks(readEdition, digestOfEdition) },
  [releaseApproval.type]: { field: 'act', digestIn: approves(readReleaseAct, 'approve') },
  [certificateKey.type]: { field: 'issuer', digestIn: asks(readIssuer, digestOfIssuer) },
  [certificateKeyAct.type]: { field: 'act', digestIn: approves(readKeyAct, 'approve') },
  [erasureRequest.type]: { field: 'request', digestIn: asks(readErasureRequest, digestOfRequest) },
  [erasure.type]: { field: 'word', digestIn: approves(readErasureWord, 'erase') },
};

/** What an operation says towards a decision of several persons; null when it says nothing of the kind. */
export function jointWordIn({ kind, type, record, field, value }: Said): JointWord | null {
  const word = kind === 'set' && Object.hasOwn(words, type) ? words[type] : undefined;
  const digest = word?.field === field ? word.digestIn(value, record) : null;
  return digest === null ? null : { digest, device: deviceNamedIn(value as object) };
}

/** The drafts of an action, each joint word among them with the device that it is signed on ([OD1]). */
export function withDevice(drafts: readonly OperationDraft[], device: DeviceId): readonly OperationDraft[] {
  return drafts.map((draft) =>
    jointWordIn(draft) === null ? draft : { ...draft, value: { ...(draft.value as object), device } },
  );
}
