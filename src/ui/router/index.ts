export { Link, NavLink } from './Link.tsx';
export { Router, useHref, useLocation, useNavigate, useQuery } from './Router.tsx';
export { Route, Routes, useParams } from './Routes.tsx';
