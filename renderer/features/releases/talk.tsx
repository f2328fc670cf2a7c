import { IconMessage } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localisedOf, pickText } from '../../../shared/domain/localised.ts';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import type { FrozenPlaybook } from '../../../shared/domain/release/frozen-playbook.ts';
import type { SaidComment } from '../../../shared/domain/release/release-comment.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { numbersOf, shownChanges } from './changes-model.ts';
import css from './releases.module.css';
import type { Talk } from './use-talk.ts';

interface StepTalkProps {
  readonly talk: Talk;
  readonly step: string;
  readonly name: string;
}

/** What was said of a step that changed, under what changed; and saying something. */
export function StepTalk({ talk, step, name }: StepTalkProps) {
  const { t } = useTranslation('releases');
  const [isOpen, setOpen] = useState(false);
  const said = talk.all.get(step) ?? [];
  if (said.length === 0 && !talk.mayComment) return null;
  return (
    <div className={css.talk}>
      <Comments comments={said} />
      {talk.mayComment && !isOpen && (
        <ActionButton
          kind="quiet"
          icon={IconMessage}
          aria-label={t('comments.writeOn', { name })}
          onClick={() => setOpen(true)}
        >
          {t('comments.write')}
        </ActionButton>
      )}
      {isOpen && (
        <CommentForm
          saving={talk.saving}
          onClose={() => setOpen(false)}
          onSay={(text) => talk.say(step, text)}
          isAskedFor
        />
      )}
    </div>
  );
}

interface TalkOfRestProps {
  readonly talk: Talk;
  readonly before: FrozenPlaybook;
  readonly after: FrozenPlaybook;
}

/** What was said of the whole, and of steps that did not change; and saying something of any of them. */
export function TalkOfRest({ talk, before, after }: TalkOfRestProps) {
  const { t } = useTranslation('releases');
  const { language } = useLocale();
  const [step, setStep] = useState('');
  const changed = useMemo(() => new Set(shownChanges(before, after).map(({ id }) => id)), [before, after]);
  const numbers = numbersOf(after);
  const steps = after.steps.flatMap(({ id, fields }) => {
    const number = numbers.get(id);
    const name = pickText(localisedOf(fields, 'name'), language, undefined)?.text ?? t('changes.unnamed');
    return number === undefined ? [] : [{ id, name: `${number}. ${name}` }];
  });
  const threads = [{ id: '', name: t('comments.whole') }, ...steps].filter(
    ({ id }) => talk.all.has(id) && (id === '' || !changed.has(id)),
  );
  if (talk.all.size === 0 && !talk.mayComment) return null;
  return (
    <section>
      <SectionHead title={t('comments.title')} />
      {talk.all.size === 0 && <p className={css.quiet}>{t('comments.none')}</p>}
      {threads.map(({ id, name }) => (
        <div key={id} className={css.talk}>
          <h3 className={css.talkName}>{name}</h3>
          <Comments comments={talk.all.get(id) ?? []} />
        </div>
      ))}
      {talk.mayComment && (
        <div className={css.talk}>
          <CommentForm saving={talk.saving} onSay={(text) => talk.say(step === '' ? null : step, text)}>
            <SelectField
              label={t('comments.step')}
              value={step}
              options={[
                { value: '', label: t('comments.whole') },
                ...steps.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={setStep}
            />
          </CommentForm>
        </div>
      )}
    </section>
  );
}

function Comments({ comments }: { readonly comments: readonly SaidComment[] }) {
  const { t } = useTranslation('releases');
  const { format } = useLocale();
  if (comments.length === 0) return null;
  return (
    <ul className={css.comments} aria-label={t('comments.title')}>
      {comments.map(({ id, by, at, text, language }) => (
        <li key={id}>
          <Avatar name={by.name} size="small" />
          <div>
            <div className={css.commentHead}>
              <b>
                <bdi>{by.name}</bdi>
              </b>
              <bdi>{by.centre}</bdi>
              <span>{format.dateTime(at)}</span>
            </div>
            <p className={css.commentText}>
              <PlainText text={text} lang={language} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

interface CommentFormProps {
  readonly saving: boolean;
  /** It was opened by a button: the field takes the focus, and can be left. */
  readonly isAskedFor?: boolean;
  readonly children?: ReactNode;
  onSay(text: string): Promise<boolean>;
  onClose?(): void;
}

function CommentForm({ saving, isAskedFor = false, children, onSay, onClose }: CommentFormProps) {
  const { t } = useTranslation('releases');
  const { language } = useLocale();
  const [text, setText] = useState('');
  const say = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || !(await onSay(text))) return;
    setText('');
    onClose?.();
  };
  return (
    <form className={css.commentForm} onSubmit={(event) => void say(event)}>
      {children}
      <FormField
        label={t('comments.text')}
        lang={language}
        lines={2}
        maxLength={noteLimit}
        value={text}
        onChange={setText}
        autoFocus={isAskedFor}
      />
      <div className={css.buttons}>
        {onClose !== undefined && (
          <ActionButton size="medium" onClick={onClose}>
            {t('act.keep')}
          </ActionButton>
        )}
        <ActionButton size="medium" type="submit" icon={IconMessage} disabled={saving || text.trim() === ''}>
          {t('comments.say')}
        </ActionButton>
      </div>
    </form>
  );
}
