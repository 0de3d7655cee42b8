import { Button, FileButton, Group } from '@mantine/core';
import { deleteLogo, getLogo, mostLogoBytes, saveLogo } from '@printrail/contract/forms';
import { useEffect, useState } from 'react';
import { Refused } from '../api.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Wrong } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import classes from './logo-field.module.css';
import { base64Of } from './logo-file.ts';

/** The logo as it is printed, with another one to choose, or none. */
export function LogoField() {
  const say = useToast();
  const may = useMay();
  const logo = useAnswer(getLogo, {});
  const save = useChange(saveLogo);
  const remove = useChange(deleteLogo);
  const [tooLarge, setTooLarge] = useState<Error>();
  const hasNone = logo.error instanceof Refused && logo.error.code === 'logo.not_found';
  const address = useObjectUrl(hasNone ? undefined : (logo.data as unknown as Blob | undefined));
  const choose = async (file: File | null) => {
    if (!file) return;
    remove.reset();
    setTooLarge(
      file.size > mostLogoBytes ? new Error(`${file.name} is larger than 1 MB. Choose a smaller image.`) : undefined,
    );
    if (file.size > mostLogoBytes) return;
    save.mutate({ body: { image: await base64Of(file) } }, { onSuccess: () => say('Logo saved.') });
  };
  const takeAway = () => remove.mutate({}, { onSuccess: () => say('Logo taken away.') });
  return (
    <div className={classes.logo}>
      <div className={classes.paper}>
        {address ? <img src={address} alt="Logo of the studio" /> : <span className={classes.none}>No logo yet</span>}
      </div>
      <div className={classes.choice}>
        <p className="quiet">A PNG or JPEG image of up to 1 MB, as it is printed on paper.</p>
        <Group gap="sm">
          {may('maintenance', 'change') ? (
            <FileButton
              accept="image/png,image/jpeg"
              onChange={choose}
              inputProps={{ 'aria-label': 'Image of the logo' }}
            >
              {(props) => (
                <Button {...props} variant="default" loading={save.isPending}>
                  {address ? 'Choose another image' : 'Choose an image'}
                </Button>
              )}
            </FileButton>
          ) : null}
          {address && may('maintenance', 'delete') ? (
            <Button variant="subtle" color="gray" loading={remove.isPending} onClick={takeAway}>
              Take the logo away
            </Button>
          ) : null}
        </Group>
        <Wrong error={tooLarge ?? save.error ?? remove.error ?? (hasNone ? null : logo.error)} />
      </div>
    </div>
  );
}

function useObjectUrl(file: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) return setUrl(undefined);
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
