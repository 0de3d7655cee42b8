import { listTypes, type ProductionType } from '@printrail/contract/cycles';
import { Link, useParams } from '@tanstack/react-router';
import { useRecalculationOffer } from '../preferences/recalculation-offer.tsx';
import { useAnswer } from '../queries.ts';
import { Answer, Empty, Page } from '../ui/page.tsx';
import { stagesIn } from './cycle.rules.ts';
import { CycleTrack } from './cycle-track.tsx';
import { StatusList } from './status-list.tsx';
import { TypeActions } from './type-actions.tsx';
import { useCycle } from './use-cycle.ts';

export function CyclePage() {
  const id = Number(useParams({ strict: false }).id);
  const types = useAnswer(listTypes, {});
  return (
    <Answer of={types}>
      {({ items }) => {
        const type = items.find((each) => each.id === id);
        return type ? <Cycle key={id} type={type} types={items} /> : <NoType />;
      }}
    </Answer>
  );
}

function Cycle({ type, types }: { type: ProductionType; types: readonly ProductionType[] }) {
  const { ask, offer } = useRecalculationOffer({ typeId: [type.id] });
  const cycle = useCycle(type.id, ask);
  return (
    <Page
      title={type.name}
      detail={
        <>
          <Link to="/settings/cycles">Order types</Link> · {type.kind === 'print' ? 'print' : 'generic'}
          {type.isActive ? '' : ' · inactive'}
        </>
      }
      actions={<TypeActions type={type} types={types} cycle={cycle} />}
    >
      <CycleTrack type={type} />
      <StatusList type={type} cycle={cycle} />
      <datalist id="workflow-stages">
        {stagesIn(types).map((stage) => (
          <option key={stage} value={stage} />
        ))}
      </datalist>
      {offer}
    </Page>
  );
}

function NoType() {
  return (
    <Page title="Order types and cycles">
      <Empty title="This order type is not there" action={<Link to="/settings/cycles">All order types</Link>}>
        It may have been deleted.
      </Empty>
    </Page>
  );
}
