import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CountTable } from '../../ui/count-table.tsx';
import css from './own-data.module.css';

interface KindsTableProps {
  /** Over what stands between a kind and how many there are of it. */
  readonly heads: readonly string[];
  readonly children: ReactNode;
}

/** How many records of each kind there are about a person. */
export function KindsTable({ heads, children }: KindsTableProps) {
  const { t } = useTranslation('training');
  return (
    <div className={css.panel}>
      <CountTable>
        <thead>
          <tr>
            <th scope="col">{t('ownData.column.kind')}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col" data-number={true}>
              {t('ownData.column.records')}
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </CountTable>
    </div>
  );
}
