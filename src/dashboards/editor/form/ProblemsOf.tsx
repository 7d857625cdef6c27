import { said } from '../../../ui/said.ts';
import { useForm } from './context.ts';
import styles from './form.module.css';
import { type Path, problemsAt } from './values.ts';

/** The problems at a place, beside it. */
export function ProblemsOf({ id, path }: { readonly id: string; readonly path: Path }) {
  const { problems } = useForm();
  const its = problemsAt(problems, path);
  if (its.length === 0) return null;
  return (
    <p id={id} className={styles.problem}>
      {its.map(said).join('. ')}
    </p>
  );
}
