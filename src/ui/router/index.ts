export { Link, NavLink } from './Link.tsx';
export { useLeaveGuard } from './leave-guard.ts';
export { Router, useHref, useLocation, useNavigate, useQuery } from './Router.tsx';
export { Route, Routes, useParams } from './Routes.tsx';
