import { useEffect, useState } from 'react';
import { freshId } from '../../dashboards/transfer/fresh-id.ts';
import { useLocation, useNavigate } from '../../ui/router/index.ts';
import { addressOf } from './list.ts';
import { type NewDashboard, newDashboardIn } from './new-dashboard.ts';

/** Leads to the editor of a new dashboard: it has an address of its own from the beginning, so that a reload finds what has been saved of it. */
export function NewPage() {
  const { state, search } = useLocation();
  const navigate = useNavigate();
  const [id] = useState(() => freshId('dashboard'));
  useEffect(() => {
    const handed: NewDashboard = { isNew: true, make: newDashboardIn(state).make };
    navigate(`${addressOf('own', id)}/edit${search}`, { replace: true, state: handed });
  }, [id, state, search, navigate]);
  return null;
}
